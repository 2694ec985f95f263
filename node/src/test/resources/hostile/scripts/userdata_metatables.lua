-- expect: returns sealed
-- Gets at the methods that all userdata share.
local function main()
  local values = { channel.new(1), errors.new("x"), payload.new(1), time.now(), process.inbox() }
  for _, v in ipairs(values) do
    local meta = getmetatable(v)
    assert(type(meta) ~= "table", "a metatable is in reach")
    assert(not pcall(setmetatable, v, {}), "it can be replaced")
    assert(not pcall(function() v.x = 1 end), "a field can be set")
  end
  return "sealed"
end

return { main = main }
