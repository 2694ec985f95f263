-- expect: returns done
-- Keys whose hashes are alike.
local function main()
  local t, n = {}, 0
  for i = 0, 20000 do
    local key = ("%08d"):format(i) .. ("x"):rep(100)
    t[key] = i
    n = n + t[key]
  end
  for i = 1, 20000 do
    t[i * 2 ^ 32] = i
    t[i + 2 ^ -20] = i
  end
  return "done"
end

return { main = main }
