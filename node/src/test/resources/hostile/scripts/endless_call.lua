-- expect: runs
local function main()
  return setmetatable({}, { __call = function() while true do end end })()
end

return { main = main }
