local time = require("time")

local function await(name)
  for _ = 1, 500 do
    local pid = process.registry.lookup(name)
    if pid then
      return pid
    end
    time.sleep("10ms")
  end
  error("nobody is called " .. name)
end

local function main()
  local node = string.match(process.pid(), "{(.-)@")
  local watcher = assert(process.spawn("cluster:watcher", "cluster:processes", {node}))
  local worker = await("worker on " .. node)
  assert(process.monitor(worker))
  process.send(worker, "stop")
  local exit = process.events():receive()
  assert(exit.result.value == "worker on " .. node .. " has stopped")
  assert(process.registry.lookup("worker on " .. node) == nil)
  process.terminate(watcher)
  return true
end

return {main = main}
