-- 64 pairs at once.
local function main(n)
  local pairs_count = 64
  local count = math.floor((n or 1000000) / pairs_count)
  local done = process.listen("done")
  local start = clock.seconds()
  for _ = 1, pairs_count do
    process.spawn("bench:pinger", "bench:host", process.pid(), count)
  end
  for _ = 1, pairs_count do done:receive() end
  return { { "pairs", clock.rate(count * pairs_count, start), "round-trips/s" } }
end

return { main = main }
