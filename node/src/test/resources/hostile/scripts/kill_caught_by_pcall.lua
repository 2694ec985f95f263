-- expect: runs
local function main()
  while true do pcall(function() while true do pcall(error) end end) end
end

return { main = main }
