-- One to 10,000 and back.
local function main(n)
  local size, rounds = 10000, math.max(1, math.floor((n or 1000000) / 10000))
  local answers = process.listen("answer")
  local members = {}
  for i = 1, size do
    members[i] = process.spawn("bench:member", "bench:host", process.pid())
  end
  local start = clock.seconds()
  for round = 1, rounds do
    for i = 1, size do process.send(members[i], "round", round) end
    for _ = 1, size do answers:receive() end
  end
  local rate = clock.rate(2 * size * rounds, start)
  for i = 1, size do process.terminate(members[i]) end
  return { { "broadcast", rate, "messages/s" } }
end

return { main = main }
