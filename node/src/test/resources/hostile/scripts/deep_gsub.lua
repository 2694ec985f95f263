-- expect: ends "stack overflow"
local function main()
  local function f(x) return (x:gsub(".", f)) end return f("x")
end

return { main = main }
