-- expect: runs
local function main()
  local a, b = ("x"):rep(2^21), ("x"):rep(2^21) while true do local _ = a == b end
end

return { main = main }
