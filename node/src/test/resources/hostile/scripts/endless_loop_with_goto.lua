-- expect: runs
local function main()
  ::again:: goto again
end

return { main = main }
