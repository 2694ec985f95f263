-- Fails as often as it is told to, then works.

local function main(attempt, failures)
  if attempt <= failures then
    return nil, "no luck"
  end
  return "done"
end

return { main = main }
