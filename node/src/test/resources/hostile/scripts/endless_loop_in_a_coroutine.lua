-- expect: runs
local function main()
  while true do coroutine.wrap(function() while true do end end)() end
end

return { main = main }
