-- Monitors of processes on another node: how fast they are there, and how fast all EXITs come.
local function main(n)
  local count = n or 50000
  local pong, events = process.listen("pong"), process.events()
  local peer = assert(process.spawn("bench:nursery", "node2@bench:host"))
  process.send(peer, "ping", process.pid(), count)
  local pids = pong:receive()
  local start = clock.seconds()
  for i = 1, count do
    assert(process.monitor(pids[i]))
  end
  process.send(peer, "ping", process.pid(), 0) -- answered when all that came before is there
  pong:receive()
  local installed = clock.rate(count, start)
  start = clock.seconds()
  process.send(peer, "end")
  for _ = 1, count do
    events:receive()
  end
  return {
    { "monitors", installed, "monitors/s" },
    { "monitors.exits", clock.rate(count, start), "EXITs/s" },
  }
end

return { main = main }
