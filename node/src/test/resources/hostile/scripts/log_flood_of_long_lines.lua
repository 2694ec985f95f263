-- expect: runs
local function main()
  local s = ("x"):rep(1000000) while true do print(s) end
end

return { main = main }
