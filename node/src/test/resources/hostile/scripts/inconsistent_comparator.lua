-- expect: returns done
-- A comparator that lies.
local function main()
  local t = {} for i = 1, 20000 do t[i] = i % 7 end pcall(table.sort, t, function() return true end) return "done"
end

return { main = main }
