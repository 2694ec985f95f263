-- expect: returns fine
-- Positions and lengths far out.
local function main()
  local t = { 1, 2, 3 }
  assert(not pcall(table.insert, t, 2 ^ 40, 1))
  t[2 ^ 31], t[-2 ^ 31], t[1e300] = 1, 1, 1
  local lying = setmetatable({}, { __len = function() return 2 ^ 52 end })
  assert(not pcall(table.sort, lying))
  assert(not pcall(unpack, lying))
  return "fine"
end

return { main = main }
