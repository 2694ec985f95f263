-- One pair, one message in flight.
local function main(n)
  local count = n or 1000000
  local done = process.listen("done")
  local start = clock.seconds()
  process.spawn("bench:pinger", "bench:host", process.pid(), count)
  done:receive()
  return { { "pingpong", clock.rate(count, start), "round-trips/s" } }
end

return { main = main }
