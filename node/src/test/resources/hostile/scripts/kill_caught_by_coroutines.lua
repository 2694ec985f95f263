-- expect: runs
local function main()
  while true do local co = coroutine.create(function() while true do end end) coroutine.resume(co) end
end

return { main = main }
