-- expect: runs
-- Makes much and keeps little: that is fine.
local function main()
  local t while true do t = { ("x"):rep(1000), function() return t end } end
end

return { main = main }
