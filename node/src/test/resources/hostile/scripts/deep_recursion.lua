-- expect: ends "stack overflow"
local function main()
  local function f() return 1 + f() end return f()
end

return { main = main }
