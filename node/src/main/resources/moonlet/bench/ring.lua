-- 1,000 processes in a ring, one token.
local function main(n)
  local size, hops = 1000, n or 1000000
  local done, token = process.listen("done"), process.listen("token")
  local me = process.pid()
  local next = me
  for _ = 2, size do
    next = process.spawn("bench:link", "bench:host", next)
  end
  local start = clock.seconds()
  process.send(next, "token", hops, me)
  while true do
    local result = channel.select({ done:case_receive(), token:case_receive() })
    if result.channel == done then break end
    local left = result.value[1]
    if left == 0 then break end
    process.send(next, "token", left - 1, me)
  end
  return { { "ring", clock.rate(hops, start), "hops/s" } }
end

return { main = main }
