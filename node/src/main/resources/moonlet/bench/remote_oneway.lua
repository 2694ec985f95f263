-- One sender, one receiver on another node: as fast as the link takes it.
local function flood(name, count, text, results)
  local pong, me = process.listen("pong"), process.pid()
  local peer = assert(process.spawn("bench:mirror", "node2@bench:host"))
  local start = clock.seconds()
  for _ = 1, count do
    assert(process.send(peer, "work", text))
  end
  process.send(peer, "done", me)
  if pong:receive() ~= count then error("messages were lost") end
  results[#results + 1] = { name, clock.rate(count, start), "messages/s" }
  process.terminate(peer)
end

local function main(n)
  local results = {}
  flood("remote-oneway.100B", n or 500000, string.rep("x", 100), results)
  flood("remote-oneway.10KB", math.ceil((n or 500000) / 10), string.rep("x", 10000), results)
  return results
end

return { main = main }
