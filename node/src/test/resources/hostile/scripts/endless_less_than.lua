-- expect: runs
local function main()
  local m = { __lt = function() while true do end end } return setmetatable({}, m) < setmetatable({}, m)
end

return { main = main }
