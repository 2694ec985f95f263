-- expect: runs
local function main()
  return xpcall(error, function() while true do end end)
end

return { main = main }
