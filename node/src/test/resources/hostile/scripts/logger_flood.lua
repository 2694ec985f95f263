-- expect: runs
local function main()
  local log = logger:named("x\ny\27[2J"):with({ ["pid"] = "forged\n12:00:00.000 INFO  Node - node up", ["a\rb"] = { deep = { "\0", ("q"):rep(1e5) } } })
  while true do log:info(("spam\n"):rep(100), { entry = "other" }) end
end

return { main = main }
