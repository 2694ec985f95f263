-- Processes on another node: one at a time, and 100 at a time.
local HOST = "node2@bench:host"

local function main(n)
  local count = n or 10000
  local start = clock.seconds()
  for _ = 1, count do
    process.terminate(assert(process.spawn("bench:echo", HOST)))
  end
  local one = clock.rate(count, start)
  local done, lanes, each = channel.new(0), 100, math.ceil(count / 100) * 5
  start = clock.seconds()
  for _ = 1, lanes do
    coroutine.spawn(function()
      for _ = 1, each do
        process.terminate(assert(process.spawn("bench:echo", HOST)))
      end
      done:send(true)
    end)
  end
  for _ = 1, lanes do
    done:receive()
  end
  return {
    { "remote-spawn.one", one, "processes/s" },
    { "remote-spawn.pipelined", clock.rate(lanes * each, start), "processes/s" },
  }
end

return { main = main }
