-- What is proved on one node elsewhere, with a process of another node.
local HOST = "node2@c:processes"

-- Tells back how a message looked to it.
local function reads_message()
  local message = process.inbox():receive()
  local typed = process.listen("typed", { message = true }):receive()
  process.send(message:from(), "seen", {
    topic = message:topic(), payload = message:payload(), from = message:from(),
    typed = typed:topic() .. "=" .. typed:payload(), same = typed:from() == message:from(),
  })
end

local function inbox()
  local seen = process.listen("seen")
  local pid = assert(process.spawn("c:reads_message", HOST))
  assert(process.send(pid, "hello", { 1, 2 }))
  assert(process.send(pid, "typed", "x"))
  local got = seen:receive()
  assert(got.topic == "hello" and got.payload[2] == 2)
  assert(got.from == process.pid() and got.typed == "typed=x" and got.same)
end

-- Tells what it was cancelled with, and goes on.
local function stays(to)
  local event = process.events():receive()
  process.send(to, "cancelled", { from = event.from, deadline = event.deadline, kind = event.kind })
  while true do end
end

local function deadlines()
  local cancelled, events = process.listen("cancelled"), process.events()
  for _, deadline in ipairs({ "300ms", 300 }) do
    local pid = assert(process.spawn_monitored("c:stays", HOST, process.pid()))
    assert(process.cancel(pid, deadline))
    local got = cancelled:receive()
    assert(got.kind == process.event.CANCEL and got.from == process.pid() and got.deadline)
    local exit = events:receive()
    assert(exit.from == pid and exit.result.error, "the deadline is enforced")
  end
end

local function unmonitored()
  local pid = assert(process.spawn_monitored("c:sleeper", HOST))
  assert(process.unmonitor(pid))
  local marker = assert(process.spawn_monitored("c:sleeper", HOST))
  assert(process.terminate(pid))
  assert(process.terminate(marker))
  assert(process.events():receive().from == marker, "no EXIT of the other one")
end

local function futures()
  local future = assert(funcs.async("c:works", "value"))
  local payload, open = future:response():receive()
  assert(open and payload:data() == "value" and future:is_complete())
  future = assert(funcs.async("c:works"))
  payload, open = future:response():receive()
  assert(open and payload:kind() == errors.CONFLICT, tostring(payload))
end

local function waits_under_a_name()
  assert(process.registry.register("work elsewhere"))
  process.inbox():receive()
end

local function holder(wanted)
  for _ = 1, 500 do
    local pid = process.registry.lookup("work elsewhere")
    if (pid ~= nil) == wanted then
      return pid
    end
    time.sleep("10ms")
  end
  error("nothing has changed within 5 s")
end

-- A call that is cancelled ends its work on the other node; so does a caller that ends.
local function cancels()
  local future = assert(funcs.async("c:waits_under_a_name"))
  assert(string.find(holder(true), "{node2@", 1, true))
  assert(future:cancel() and future:is_canceled())
  assert(select(2, future:result()):kind() == errors.CANCELED)
  holder(false)
  local caller = assert(process.spawn("c:calls_for_ever", "node1@c:processes"))
  holder(true)
  process.terminate(caller)
  holder(false)
end

local function calls_for_ever()
  funcs.call("c:waits_under_a_name")
end

local function works(value)
  assert(string.find(process.pid(), "{node2@", 1, true))
  if value == nil then
    return nil, errors.new({ message = "no value", kind = errors.CONFLICT })
  end
  return value
end

local function worker(pool)
  local jobs = process.listen("job")
  process.send(pool, "ready", process.pid())
  while true do
    local job = jobs:receive()
    process.send(job.to, "done", { job = job.n, square = job.n * job.n, by = process.pid() })
    process.send(pool, "ready", process.pid())
  end
end

-- Workers on two nodes; whoever is free gets the next job, and one that fails is replaced.
local function pool()
  local ready, done, events = process.listen("ready"), process.listen("done"), process.events()
  local workers = {}
  for i = 1, 4 do
    workers[i] = assert(process.spawn_monitored("c:worker", "node" .. 2 + i % 2 .. "@c:processes", process.pid()))
  end
  process.terminate(workers[1])
  assert(events:receive().from == workers[1])
  assert(process.spawn_monitored("c:worker", HOST, process.pid()))
  local sum, sent, got = 0, 0, 0
  while got < 100 do
    local case = channel.select({ ready:case_receive(), done:case_receive() })
    if case.channel == done then
      got, sum = got + 1, sum + case.value.square
    elseif sent < 100 and case.value ~= workers[1] then
      sent = sent + 1
      assert(process.send(case.value, "job", { n = sent, to = process.pid() }))
    end
  end
  assert(sum == 338350, sum)
end

return { reads_message = reads_message, inbox = inbox, stays = stays, deadlines = deadlines,
  unmonitored = unmonitored, futures = futures, works = works,
  waits_under_a_name = waits_under_a_name, cancels = cancels, calls_for_ever = calls_for_ever, worker = worker, pool = pool }
