-- expect: runs
-- Tries again and again.
local function main()
  local s = ("a"):rep(400) while true do pcall(string.find, s, ".-.-.-.-b$") end
end

return { main = main }
