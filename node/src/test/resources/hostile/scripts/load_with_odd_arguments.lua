-- expect: returns refused
local function main()
  assert(not load("x", "name", "b"))
  assert(not pcall(load, "x", "name", "t", 1))
  assert(not pcall(load, {}))
  assert(not load(function() return "\27" end))
  return "refused"
end

return { main = main }
