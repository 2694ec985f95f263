-- Pingpong of a pair without actor and scope, and of one with a scope of 100 policies, in turns.
local ROUNDS = 9

local function median(values)
  table.sort(values)
  return values[math.floor((#values + 1) / 2)]
end

local function main(n)
  local count = n or 100000
  local done = process.listen("done")
  local free = process.with_options({})
  local bound = free:with_actor(security.new_actor("bench")):with_scope(security.named_scope("bench:hundred"))
  local function rate(spawner)
    local start = clock.seconds()
    spawner:spawn("bench:pinger", "bench:host", process.pid(), count)
    done:receive()
    return clock.rate(count, start)
  end
  rate(free)
  rate(bound)
  local without, with, ratios = {}, {}, {}
  for i = 1, ROUNDS do
    without[i], with[i] = rate(free), rate(bound)
    ratios[i] = with[i] / without[i]
  end
  return {
    { "pingpong without policies", median(without), "round-trips/s" },
    { "pingpong with 100 policies", median(with), "round-trips/s" },
    { "permissions", median(ratios), "of the rate without" },
  }
end

return { main = main }
