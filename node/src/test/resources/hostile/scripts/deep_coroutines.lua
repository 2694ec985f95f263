-- expect: ends "nestedCoroutinesMax"
local function main()
  local function f() return coroutine.wrap(f)() end return f()
end

return { main = main }
