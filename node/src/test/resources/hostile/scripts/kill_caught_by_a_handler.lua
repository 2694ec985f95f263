-- expect: runs
local function main()
  while true do xpcall(function() while true do end end, function() while true do end end) end
end

return { main = main }
