-- expect: runs
local function main()
  while true do print("spam") end
end

return { main = main }
