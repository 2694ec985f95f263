local pg = require("pg")

-- In a group until it is told to leave or to end.
local function member(to)
  local scope = assert(pg.open("c:groups"))
  assert(scope:join({"a", "b"}))
  assert(scope:join("a"))
  process.send(to, "joined", process.pid())
  local inbox = process.inbox()
  while true do
    local message = inbox:receive()
    if message:topic() == "leave" then
      assert(scope:leave("a"))
      assert(scope:leave("a"))
      local ok, err = scope:leave("a")
      assert(not ok and err:kind() == errors.INVALID)
      process.send(to, "joined", process.pid())
    elseif message:topic() == "news" then
      process.send(to, "got", message:payload())
    end
  end
end

local function test()
  local joined, got = process.listen("joined"), process.listen("got")
  local ok, err = pg.open("c:nothing")
  assert(not ok and err:kind() == errors.NOT_FOUND)
  local scope = assert(pg.open("c:groups"))
  local sub, members = scope:monitor("a")
  assert(#members == 0)
  local all, snapshot = scope:events()
  assert(next(snapshot) == nil)
  local there = assert(process.spawn_monitored("c:member", "node2@c:processes", process.pid()))
  local here = assert(process.spawn("c:member", "node1@c:processes", process.pid()))
  joined:receive()
  joined:receive()
  local seen = {}
  for _ = 1, 2 do
    local event = sub:channel():receive()
    assert(event.system == "pg" and event.kind == "member.joined" and event.path == "a")
    assert(event.data.Group == "a")
    seen[event.data.PIDs[1]] = true
  end
  assert(seen[there] and seen[here])
  assert(#scope:get_members("a") == 2 and scope:get_local_members("a")[1] == here)
  assert(table.concat(scope:which_groups(), " ") == "a b")
  assert(scope:broadcast("b", "news", 42) == 2)
  assert(got:receive() == 42 and got:receive() == 42)
  assert(scope:broadcast_local("b", "news", 43) == 1 and got:receive() == 43)

  process.send(there, "leave")
  joined:receive()
  local event = sub:channel():receive()
  assert(event.kind == "member.left" and event.data.PIDs[1] == there)
  process.terminate(there)
  process.events():receive() -- its EXIT comes after it has left all groups
  assert(#scope:get_members("b") == 1)
  sub:close()
  process.terminate(here)
  local kinds = {}
  for _ = 1, 8 do
    local one = all:channel():receive()
    kinds[one.kind .. " " .. one.path] = (kinds[one.kind .. " " .. one.path] or 0) + 1
  end
  assert(kinds["member.joined b"] == 2 and kinds["member.left b"] == 2)
  assert(kinds["member.joined a"] == 2 and kinds["member.left a"] == 2)
  scope:release()
  local none, released = scope:which_groups()
  assert(none == nil and released:kind() == errors.INVALID)
end

return {member = member, test = test}
