-- expect: runs
local function main()
  return setmetatable({}, { __concat = function() while true do end end }) .. "x"
end

return { main = main }
