-- expect: ends "loop in gettable"
local function main()
  local a, b = {}, {} setmetatable(a, { __index = b }) setmetatable(b, { __index = a }) return a.x
end

return { main = main }
