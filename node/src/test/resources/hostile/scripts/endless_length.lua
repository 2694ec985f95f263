-- expect: runs
local function main()
  return #setmetatable({}, { __len = function() while true do end end })
end

return { main = main }
