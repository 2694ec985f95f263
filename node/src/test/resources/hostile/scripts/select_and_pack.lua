-- expect: returns 250000
-- Results as a list again.
local function main()
  local t = {} for i = 1, 250000 do t[i] = i end return table.pack(unpack(t)).n
end

return { main = main }
