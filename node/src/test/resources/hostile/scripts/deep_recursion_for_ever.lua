-- expect: runs
local function main()
  local function f() return 1 + f() end while true do pcall(f) end
end

return { main = main }
