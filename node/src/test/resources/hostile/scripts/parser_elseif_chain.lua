-- expect: runs
-- The same with elseif.
local function main()
  local t = "if x then y = 1 " .. ("elseif x then y = 2 "):rep(20000) .. "end" while true do load(t) end
end

return { main = main }
