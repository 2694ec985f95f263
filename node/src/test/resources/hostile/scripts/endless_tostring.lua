-- expect: runs
local function main()
  return tostring(setmetatable({}, { __tostring = function() while true do end end }))
end

return { main = main }
