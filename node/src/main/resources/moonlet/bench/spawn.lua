-- Processes that park. They live on when this returns, so that their memory can be measured.
local function main(n)
  local count = n or 100000
  local pong = process.listen("pong")
  local start = clock.seconds()
  local last
  for _ = 1, count do
    local pid, err = process.spawn("bench:echo", "bench:host")
    if err then return nil, err end
    last = pid
  end
  process.send(last, "ping", process.pid())
  pong:receive()
  return { { "spawn", clock.rate(count, start), "processes/s" } }
end

return { main = main }
