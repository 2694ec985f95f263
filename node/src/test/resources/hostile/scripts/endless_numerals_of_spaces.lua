-- expect: runs
local function main()
  local s = (" "):rep(2^21) .. "1" while true do local _ = s + 0 end
end

return { main = main }
