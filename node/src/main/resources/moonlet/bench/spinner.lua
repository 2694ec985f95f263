-- Never gives way by itself.
local function main()
  local x = 0
  while true do x = x + 1 end
end

return { main = main }
