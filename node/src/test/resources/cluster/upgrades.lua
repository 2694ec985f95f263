local pg = require("pg")
local time = require("time")

-- Takes numbers in order and upgrades itself again and again; waits for an end, and fails then.
local function counting(upgrades, last, watched)
  local scope = pg.open("c:groups")
  if upgrades == 0 then
    assert(process.registry.register("counting"))
    assert(process.monitor(watched))
    assert(scope:join("upgraded"))
    scope:monitor("upgraded")
  end
  local work = process.listen("work")
  while last < 2020 do
    local n = work:receive()
    assert(n == last + 1, "a message is missing")
    last = n
    if n % 20 == 0 and upgrades < 100 then
      process.upgrade(nil, upgrades + 1, last, watched)
    end
  end
  local event = process.events():receive()
  assert(event.kind == process.event.EXIT and event.from == watched)
  while #scope:get_members("upgraded") < 2 do
    time.sleep("5ms")
  end
  local got = channel.select({process.inbox():case_receive(), default = true})
  assert(got.default, "what the old code watched reached the new code")
  error("upgraded " .. upgrades .. " times", 0)
end

local function test()
  process.set_options({trap_links = true})
  local watched = assert(process.spawn("c:sleeper", "node3@c:processes"))
  local pid = assert(process.spawn_linked_monitored("c:counting", "node2@c:processes", 0, 0, watched))
  for i = 1, 2020 do
    assert(process.send(pid, "work", i))
  end
  while process.registry.lookup("counting") ~= pid do
    time.sleep("5ms")
  end
  local scope = pg.open("c:groups")
  while #scope:get_members("upgraded") == 0 do
    time.sleep("5ms")
  end
  assert(scope:get_members("upgraded")[1] == pid)
  assert(scope:join("upgraded"))
  process.send(watched, "end")
  for _, kind in ipairs({process.event.EXIT, process.event.LINK_DOWN}) do
    local event = process.events():receive()
    assert(event.kind == kind and event.from == pid, "not its " .. kind)
    assert(tostring(event.error) == "upgraded 100 times", tostring(event.error))
  end
  assert(process.registry.lookup("counting") == nil)
end

return {counting = counting, test = test}
