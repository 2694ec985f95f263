-- expect: runs
-- Keys whose hashes are alike, all moved at once again and again.
local function main()
  local t = {}
  for i = 1, 5000 do
    t[("%08d"):format(i) .. ("x"):rep(1000)] = i
  end
  while true do
    setmetatable(t, { __mode = "k" })
    setmetatable(t, nil)
  end
end

return { main = main }
