-- expect: runs
local function main()
  local s = (" "):rep(2^25) .. "1" while true do local _ = s + 0 end
end

return { main = main }
