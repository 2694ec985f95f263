-- A polite pair beside endless loops: how long its round trips take.
local function main(n)
  local spinners, rounds = n or 4, 200
  local pids, took = {}, {}
  for i = 1, spinners do pids[i] = process.spawn("bench:spinner", "bench:host") end
  local pong = process.listen("pong")
  local peer, me = process.spawn("bench:echo", "bench:host"), process.pid()
  for i = 1, rounds do
    local start = clock.seconds()
    process.send(peer, "ping", me)
    pong:receive()
    took[i] = clock.seconds() - start
    time.sleep("1ms")
  end
  for i = 1, spinners do process.terminate(pids[i]) end
  table.sort(took)
  return {
    { "fairness.p50", took[math.ceil(rounds * 0.5)] * 1000, "ms" },
    { "fairness.p99", took[math.ceil(rounds * 0.99)] * 1000, "ms" },
  }
end

return { main = main }
