-- expect: runs
local function main()
  coroutine.spawn(function() while true do end end)
end

return { main = main }
