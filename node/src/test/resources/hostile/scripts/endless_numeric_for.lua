-- expect: runs
local function main()
  for i = 1, math.huge do end
end

return { main = main }
