-- A polite pair beside endless loops: how long its round trips take, and how long it takes a new
-- process to answer.
local ROUNDS, NEWCOMERS = 200, 20

local function percentile(took, part)
  table.sort(took)
  return took[math.ceil(#took * part)] * 1000
end

local function beside(loops, results)
  local spinners, round_trips, newcomers = {}, {}, {}
  for i = 1, loops do spinners[i] = process.spawn("bench:spinner", "bench:host") end
  local pong, me = process.listen("pong"), process.pid()
  local function ask(peer)
    process.send(peer, "ping", me)
    pong:receive()
  end
  local peer = process.spawn("bench:echo", "bench:host")
  for i = 1, ROUNDS do
    local start = clock.seconds()
    ask(peer)
    round_trips[i] = clock.seconds() - start
    time.sleep("1ms")
  end
  for i = 1, NEWCOMERS do
    local start = clock.seconds()
    local newcomer = process.spawn("bench:echo", "bench:host")
    ask(newcomer)
    newcomers[i] = clock.seconds() - start
    process.terminate(newcomer)
  end
  for i = 1, loops do process.terminate(spinners[i]) end
  local name = "fairness." .. loops
  results[#results + 1] = { name .. ".p50", percentile(round_trips, 0.5), "ms" }
  results[#results + 1] = { name .. ".p99", percentile(round_trips, 0.99), "ms" }
  results[#results + 1] = { name .. ".spawn", percentile(newcomers, 0.99), "ms" }
end

local function main(n)
  local results = {}
  for _, loops in ipairs(n and { n } or { 4, 16, 100 }) do beside(loops, results) end
  return results
end

return { main = main }
