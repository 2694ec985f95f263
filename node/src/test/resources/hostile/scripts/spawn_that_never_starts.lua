-- expect: runs
-- The top level of the child runs in this call.
local function main()
  return process.spawn("hostile:endless_top_level", "hostile:attackers")
end

return { main = main }
