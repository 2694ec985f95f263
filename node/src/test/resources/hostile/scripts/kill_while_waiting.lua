-- expect: runs
local function main()
  while true do pcall(function() channel.new():receive() end) end
end

return { main = main }
