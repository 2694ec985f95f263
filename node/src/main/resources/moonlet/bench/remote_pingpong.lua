-- One pair on two nodes, one message of 100 bytes in flight.
local function main(n)
  local count = n or 20000
  local pong, me = process.listen("pong"), process.pid()
  local peer = assert(process.spawn("bench:mirror", "node2@bench:host"))
  local text, took = string.rep("x", 100), {}
  local start = clock.seconds()
  for i = 1, count do
    local sent = clock.seconds()
    process.send(peer, "ping", me, text)
    pong:receive()
    took[i] = clock.seconds() - sent
  end
  local rate = clock.rate(count, start)
  table.sort(took)
  return {
    { "remote-pingpong", rate, "round-trips/s" },
    { "remote-pingpong.p50", took[math.ceil(count * 0.5)] * 1e6, "us" },
    { "remote-pingpong.p99", took[math.ceil(count * 0.99)] * 1e6, "us" },
  }
end

return { main = main }
