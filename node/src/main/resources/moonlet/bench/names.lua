-- Names of the cluster: registrations of 100 processes on two nodes at once, until the third node
-- has them all; one by one until another node sees it; lookups.
local PROCESSES = 100

local function pipelined(count)
  local done, each = process.listen("done"), math.ceil(count / PROCESSES)
  local all = {}
  for i = 1, PROCESSES do
    local host = (i % 2 == 0 and "node2" or "node3") .. "@bench:host"
    all[i] = assert(process.spawn("bench:claimant", host, process.pid(), i, each))
  end
  local start = clock.seconds()
  for _, pid in ipairs(all) do process.send(pid, "go") end
  for _ = 1, PROCESSES do done:receive() end
  local rate = clock.rate(PROCESSES * each, start)
  local seen = clock.seconds()
  for i = 1, PROCESSES do
    while not process.registry.lookup("bench-" .. i .. "-" .. each) do end
  end
  seen = clock.seconds() - seen
  start = clock.seconds()
  for _ = 1, 10 do
    for i = 1, PROCESSES do
      for j = 1, each do process.registry.lookup("bench-1-1") end
    end
  end
  local lookups = clock.rate(10 * PROCESSES * each, start)
  for _, pid in ipairs(all) do process.terminate(pid) end
  return rate, seen, lookups
end

-- From the call to the moment at which a process of another node finds it.
local function visible(count)
  local pong, took = process.listen("pong"), {}
  local peer = assert(process.spawn("bench:seeker", "node2@bench:host"))
  for i = 1, count do
    local name = "seen-" .. i
    local start = clock.seconds()
    process.send(peer, "seek", process.pid(), name)
    assert(process.registry.register(name))
    pong:receive()
    took[i] = clock.seconds() - start
    process.registry.unregister(name)
  end
  process.terminate(peer)
  table.sort(took)
  return took[math.ceil(count / 2)] * 1000
end

local function main(n)
  local rate, seen, lookups = pipelined(n or 10000)
  return {
    { "names", rate, "registrations/s" },
    { "names.seen", seen * 1000, "ms" },
    { "names.visible.p50", visible(200), "ms" },
    { "names.lookup", lookups, "lookups/s" },
  }
end

return { main = main }
