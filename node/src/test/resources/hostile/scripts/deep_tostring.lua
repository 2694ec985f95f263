-- expect: ends "stack overflow"
local function main()
  local t t = setmetatable({}, { __tostring = function() return tostring(t) end }) return tostring(t)
end

return { main = main }
