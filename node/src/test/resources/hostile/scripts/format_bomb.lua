-- expect: ends "invalid"
-- A width that nobody reads.
local function main()
  return #("%99999999d"):format(1)
end

return { main = main }
