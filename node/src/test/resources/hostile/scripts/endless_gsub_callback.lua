-- expect: runs
local function main()
  return ("x"):gsub(".", function() while true do end end)
end

return { main = main }
