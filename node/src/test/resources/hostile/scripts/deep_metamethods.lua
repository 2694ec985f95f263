-- expect: ends "stack overflow"
local function main()
  local t = setmetatable({}, {}) getmetatable(t).__index = function(_, k) return t[k] + 1 end return t.x
end

return { main = main }
