-- expect: runs
local function main()
  local s = ("x"):rep(2^21) while true do local _ = ("y"):find(s) end
end

return { main = main }
