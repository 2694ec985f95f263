local time = require("time")
local HOST = "node2@c:processes"

local function eventually(what, holds)
  for _ = 1, 500 do
    if holds() then
      return
    end
    time.sleep("10ms")
  end
  error("did not happen within 5 s: " .. what)
end

local function equal(expected, found)
  if expected ~= found then
    error("expected " .. tostring(expected) .. ", found " .. tostring(found), 2)
  end
end

local function messages()
  local echo = process.listen("echo")
  local pid = assert(process.spawn("c:echo", HOST))
  assert(string.find(pid, "{node2@c:processes|", 1, true) == 1)
  local shared = {}
  local value = {n = -1.5, text = string.rep("x", 70), list = {1, 2, nil, 4}, a = shared, b = shared,
    [true] = false, huge = 2 ^ 60, whole = -2 ^ 31}
  value.me = value
  process.send(pid, "echo", value)
  local back = echo:receive()
  assert(back.n == -1.5 and back.text == value.text and back.list[4] == 4 and back.list[3] == nil)
  assert(back.a == back.b and back.me == back and back[true] == false)
  assert(back.huge == 2 ^ 60 and back.whole == -2 ^ 31)
  for i = 1, 2000 do
    process.send(pid, "echo", i)
  end
  for i = 1, 2000 do
    equal(i, echo:receive())
  end
  process.send(pid, "echo")
  equal(nil, (echo:receive()))
  process.send(pid, "echo", 1, 2, 3)
  equal(3, #echo:receive())
end

local function results()
  local last = process.listen("last")
  local events = process.events()
  local pid = assert(process.spawn_monitored("c:ends", HOST, process.pid(), 50, "value"))
  local event = events:receive()
  equal(process.event.EXIT, event.kind)
  equal(pid, event.from)
  equal("value", event.result.value.how)
  equal(3, event.result.value.list[3])
  for i = 1, 50 do -- the EXIT came after them
    local case = channel.select({last:case_receive(), default = true})
    equal(i, case.value)
  end
end

local function errors_cross()
  local events = process.events()
  assert(process.spawn_monitored("c:ends", HOST, process.pid(), 0, "error"))
  local err = events:receive().result.error
  equal("on purpose", err:message())
  equal(errors.CONFLICT, err:kind())
  equal(2, err:details().a[2])
end

local function links()
  process.set_options({trap_links = true})
  local events = process.events()
  local pid = assert(process.spawn_linked("c:ends", HOST, process.pid(), 0, "error"))
  local event = events:receive()
  equal(process.event.LINK_DOWN, event.kind)
  equal(pid, event.from)
  equal("on purpose", tostring(event.result.error))

  local sleeper = assert(process.spawn("c:sleeper", HOST))
  assert(process.link(sleeper))
  assert(process.link(sleeper))
  assert(process.unlink(sleeper))
  assert(process.monitor(sleeper))
  equal("already monitoring pid", select(2, process.monitor(sleeper)):message())
  process.terminate(sleeper)
  equal(process.event.EXIT, events:receive().kind)
  local case = channel.select({events:case_receive(), default = true})
  assert(case.default, "no LINK_DOWN after unlink")
  assert(process.monitor(sleeper)) -- of the dead: the answer is an EXIT
  equal("pid not registered", tostring(events:receive().result.error))
  assert(process.link(sleeper))
  equal(process.event.LINK_DOWN, events:receive().kind)
end

local function spawns()
  local _, err = process.spawn("c:echo", "node9@c:processes")
  equal(errors.NOT_FOUND, err:kind())
  assert(string.find(err:message(), 'node not found: "node9"', 1, true), err:message())
  _, err = process.spawn("c:echo", "node2@c:nothing")
  assert(string.find(err:message(), "host not found", 1, true), err:message())
  _, err = process.spawn("c:nothing", HOST)
  assert(string.find(err:message(), "factory not found", 1, true), err:message())
  _, err = process.spawn("c:broken", HOST)
  assert(string.find(err:message(), "no top level", 1, true), err:message())
  assert(string.find(assert(process.spawn("c:echo", "node1@c:processes")), "{node1@", 1, true))
  assert(string.find(assert(process.spawn("c:echo", "c:only1")), "{node1@", 1, true))
  local nodes = {}
  for _ = 1, 60 do
    nodes[string.match(assert(process.spawn("c:echo", "*@c:processes")), "{(.-)@")] = true
  end
  local chosen = (nodes.node1 and 1 or 0) + (nodes.node2 and 1 or 0) + (nodes.node3 and 1 or 0)
  assert(chosen >= 2, "only the one with most processes is left out")
end

local function execs()
  local value, err = process.exec("c:ends", HOST, process.pid(), 0, "back")
  equal(nil, err)
  equal("back", value.how)
  value, err = process.exec("c:ends", HOST, process.pid(), 0, "error")
  equal(nil, value)
  equal("on purpose", err:message())
end

local function signals()
  local done = process.listen("cancelled")
  local pid = assert(process.spawn_monitored("c:cancelled", HOST, process.pid()))
  assert(process.cancel(pid, "5s"))
  equal(process.event.CANCEL, done:receive())
  equal(process.event.EXIT, process.events():receive().kind)
  pid = assert(process.spawn_monitored("c:sleeper", HOST))
  assert(process.terminate(pid))
  equal("process terminated", tostring(process.events():receive().result.error))
  local ok, err = process.send(pid, "x", 1)
  equal(nil, ok)
  equal("process not found", err:message())
end

local function names()
  local registered = process.listen("registered")
  local pid = assert(process.spawn("c:named", HOST, "n1", process.pid()))
  assert(registered:receive().ok)
  eventually("n1 is known", function() return process.registry.lookup("n1") == pid end)
  local second = assert(process.spawn_monitored("c:named", "node3@c:processes", "n1", process.pid()))
  equal(errors.ALREADY_EXISTS, registered:receive().kind)
  assert(not process.registry.register("n1"))
  assert(process.registry.register("n1b", second)) -- of a process elsewhere
  equal(second, process.registry.lookup("n1b"))
  process.send("n1b", "stop")
  process.events():receive() -- its EXIT: the name is free by now
  equal(nil, (process.registry.lookup("n1b")))
  assert(process.registry.register("n1b"))
  assert(process.registry.unregister("n1")) -- whoever holds it
  eventually("n1 is free", function() return not process.registry.lookup("n1") end)
  equal(false, process.registry.unregister("n1"))
end

-- Two nodes want the same 1,000 names at once: each has one holder, and nobody loses any.
local function claimed()
  local claims = process.listen("claimed")
  local a = assert(process.spawn("c:claims", HOST, process.pid(), 1000))
  local b = assert(process.spawn("c:claims", "node3@c:processes", process.pid(), 1000))
  local seen = {}
  for _ = 1, 2 do
    for _, i in ipairs(claims:receive()) do
      assert(not seen[i], "both got claim" .. i)
      seen[i] = true
    end
  end
  equal(1000, #seen)
  eventually("all names are known", function()
    for i = 1, 1000 do
      local holder = process.registry.lookup("claim" .. i)
      if holder ~= a and holder ~= b then
        return false
      end
    end
    return true
  end)
end

local function gone()
  local pid = assert(process.spawn_monitored("c:ends", HOST, process.pid(), 0, "x"))
  process.events():receive()
  local ok, err = process.send(pid, "x")
  equal(nil, ok)
  equal("process not found", err:message())
  local forged = string.gsub(pid, "%.%d+}", ".99999}")
  assert(process.send(forged, "x")) -- nobody knows yet
  eventually("it is known to be gone", function() return not process.send(forged, "x") end)
end

-- A receiver that does not read: its senders wait, then get an error; nothing is lost.
local function full()
  local pid = assert(process.spawn("c:deaf", "node2@c:small"))
  local err
  for _ = 1, 100000 do
    local ok
    ok, err = process.send(pid, "x", string.rep("x", 100))
    if not ok then
      break
    end
  end
  equal(errors.UNAVAILABLE, err and err:kind())
  local echo = process.listen("echo") -- others are not affected
  local other = assert(process.spawn("c:echo", HOST))
  process.send(other, "echo", "here")
  equal("here", echo:receive())
end

local function large()
  local echo = process.listen("echo")
  local pid = assert(process.spawn("c:echo", HOST))
  local text = string.rep("0123456789", 300000)
  process.send(pid, "echo", text)
  process.send(pid, "echo", "small")
  assert(echo:receive() == text)
  equal("small", echo:receive())
  local _, err = process.send(pid, "echo", string.rep("x", 9000000))
  assert(string.find(err:message(), "messageBytesMax", 1, true), err:message())
end

local function lost(host)
  process.set_options({trap_links = true})
  local pid = assert(process.spawn_linked_monitored("c:sleeper", host))
  assert(process.registry.register("lost", pid))
  assert(process.registry.register("watching"))
  local kinds = {}
  for _ = 1, 2 do
    local event = process.events():receive()
    assert(event.from == pid and not kinds[event.kind])
    kinds[event.kind] = true
    equal("node disconnected", tostring(event.result.error))
  end
  equal(nil, (process.registry.lookup("lost")))
  equal("process not found", select(2, process.send(pid, "x")):message())
  return "node disconnected"
end

return {messages = messages, results = results, links = links, spawns = spawns, execs = execs,
  signals = signals, names = names, claimed = claimed, gone = gone, full = full, large = large, lost = lost,
  errors_cross = errors_cross}
