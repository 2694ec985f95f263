-- expect: returns fine
local function main()
  local s = ("9"):rep(1000000) tonumber(s) tonumber(s, 36) tonumber("0x" .. s) tonumber("1e" .. s) return "fine"
end

return { main = main }
