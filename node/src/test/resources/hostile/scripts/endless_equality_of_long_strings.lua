-- expect: runs
local function main()
  local a, b = ("x"):rep(2^25), ("x"):rep(2^25) while true do local _ = a == b end
end

return { main = main }
