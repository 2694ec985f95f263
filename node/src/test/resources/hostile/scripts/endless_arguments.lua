-- expect: runs
local function main()
  local t = {} for i = 1, 250000 do t[i] = i end
  local function f(...) while true do local _ = math.max(...) end end f(table.unpack(t))
end

return { main = main }
