-- Pure Lua: calls, and floating point in a loop.
local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local function main(n)
  local start = clock.seconds()
  fib(n or 32)
  local calls = (clock.seconds() - start) * 1000
  start = clock.seconds()
  local sum = 0
  for i = 1, 10000000 do sum = sum + 1 / i end
  return {
    { "compute.fib", calls, "ms" },
    { "compute.loop", (clock.seconds() - start) * 1000, "ms" },
  }
end

return { main = main }
