-- 8 senders, one receiver.
local function main(n)
  local senders = 8
  local count = math.floor((n or 2000000) / senders)
  local work = process.listen("work")
  local start = clock.seconds()
  for _ = 1, senders do
    process.spawn("bench:flooder", "bench:host", process.pid(), count)
  end
  local sum = 0
  for _ = 1, senders * count do
    sum = sum + work:receive().id
  end
  if sum ~= senders * count * (count + 1) / 2 then return nil, "messages were lost" end
  return { { "fanin", clock.rate(senders * count, start), "messages/s" } }
end

return { main = main }
