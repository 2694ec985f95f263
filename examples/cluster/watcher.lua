-- Starts a worker on each of some nodes, and tells what becomes of them.
local time = require("time")

-- The node may not have joined yet.
local function start(node, name)
  local pid, err
  for _ = 1, 300 do
    pid, err = process.spawn_linked_monitored("cluster:worker", node .. "@cluster:processes", name)
    if pid or err:kind() ~= errors.NOT_FOUND then
      break
    end
    time.sleep("100ms")
  end
  return assert(pid, err)
end

local function main(nodes)
  if not process.registry.register("watcher") then
    return "somebody else watches"
  end
  process.set_options({trap_links = true})
  local names = {}
  for _, node in ipairs(nodes) do
    local name = "worker on " .. node
    names[start(node, name)] = name
  end
  print("all workers run")
  while true do
    local event = process.events():receive()
    if event.kind == process.event.CANCEL then
      return "cancelled"
    end
    local name = names[event.from]
    local holder = process.registry.lookup(name)
    print(event.kind, name, event.result.error or event.result.value, "name:", holder or "free")
  end
end

return {main = main}
