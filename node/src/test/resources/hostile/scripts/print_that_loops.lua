-- expect: runs
local function main()
  print(setmetatable({}, { __tostring = function() while true do end end }))
end

return { main = main }
