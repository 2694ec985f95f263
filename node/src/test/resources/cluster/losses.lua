local time = require("time")

-- Monitors n processes and links to n others of a host; says when the first and the last event of
-- their loss came, in seconds of Unix time, and that each came once.
local function watch_many(host, n)
  process.set_options({trap_links = true})
  local waiting = {}
  for i = 1, n do
    waiting[assert(process.spawn_monitored("c:sleeper", host))] = process.event.EXIT
    waiting[assert(process.spawn_linked("c:sleeper", host))] = process.event.LINK_DOWN
  end
  assert(process.registry.register("watching"))
  local events, first = process.events(), nil
  for _ = 1, 2 * n do
    local event = events:receive()
    first = first or time.now():unix_nano() / 1e9
    assert(waiting[event.from] == event.kind, "an event that nobody waits for, or a second one")
    assert(tostring(event.result.error) == "node disconnected")
    waiting[event.from] = nil
  end
  local last = time.now():unix_nano() / 1e9
  time.sleep("500ms")
  local more = channel.select({events:case_receive(), default = true})
  return {first = first, last = last, more = not more.default}
end

local function watch_one(host)
  local pid = assert(process.spawn_monitored("c:echo", host))
  assert(process.registry.register("watching"))
  local event = process.events():receive()
  return tostring(event.result.error)
end

-- Reads numbers, each of which has to be the next; says how many, when it is told to.
local function slow(pause)
  local work, ending, last = process.listen("work"), process.listen("end"), 0
  while true do
    local case = channel.select({work:case_receive(), ending:case_receive()})
    if case.channel == ending then
      return last
    end
    assert(case.value[1] == last + 1, "a message is missing")
    last = case.value[1]
    if pause and last % 100 == 0 then
      time.sleep(pause)
    end
  end
end

-- Sends as fast as it can for some time, beside a pair that must not notice; says how many arrived.
local function flood(host, other, seconds, pause)
  local echo, text, count = process.listen("echo"), string.rep("x", 1000), 0
  local pid = assert(process.spawn_monitored("c:slow", host, pause))
  local polite, worst = assert(process.spawn("c:echo", other)), 0
  local start = time.now()
  while time.now():sub(start):seconds() < seconds do
    for _ = 1, 200 do
      local ok, err = process.send(pid, "work", count + 1, text)
      if ok then
        count = count + 1
      else
        assert(err:kind() == errors.UNAVAILABLE, err:message()) -- after a while of waiting
      end
    end
    local sent = time.now()
    process.send(polite, "echo", 1)
    echo:receive()
    worst = math.max(worst, time.now():sub(sent):seconds())
  end
  process.send(pid, "end")
  local arrived = process.events():receive().result.value
  return {sent = count, arrived = arrived, worst = worst}
end

-- Whether a process can be started on a host, and answers, within some time.
local function reach(host)
  local echo, last = process.listen("echo"), nil
  for _ = 1, 300 do
    local pid, err = process.spawn("c:echo", host)
    if pid then
      process.send(pid, "echo", 1)
      local case = channel.select({echo:case_receive(), time.after("5s"):case_receive()})
      return case.value == 1
    end
    last = err
    time.sleep("100ms")
  end
  return nil, last
end

return {slow = slow, flood = flood, watch_many = watch_many, watch_one = watch_one, reach = reach}
