local time = require("time")

local function echo()
  local inbox = process.inbox()
  while true do
    local message = inbox:receive()
    process.send(message:from(), "echo", message:payload())
  end
end

local function start(node)
  while true do
    local pid = process.spawn_monitored("p:echo", node .. "@p:processes")
    if pid then
      return pid
    end
    time.sleep("100ms")
  end
end

-- Every 500 round trips with a process of another node are worth a line.
local function talk(node)
  local answers, pid = process.listen("echo"), start(node)
  local count = 0
  while true do
    process.send(pid, "x", count)
    if answers:receive() ~= count then
      print("an answer of " .. node .. " is missing or wrong")
      return
    end
    count = count + 1
    if count % 500 == 0 then
      print(count .. " round trips with " .. node)
    end
  end
end

-- Only on node1: says what becomes of the others.
local function watch()
  if not string.find(process.pid(), "{node1@", 1, true) then
    return
  end
  local nodes = {[start("node2")] = "node2", [start("node3")] = "node3"}
  process.spawn("p:talk", "p:processes", "node2")
  process.spawn("p:talk", "p:processes", "node3")
  print("watching")
  while true do
    local event = process.events():receive()
    if event.kind == process.event.CANCEL then
      return
    end
    print("lost " .. nodes[event.from] .. ": " .. tostring(event.result.error))
  end
end

return {echo = echo, watch = watch, talk = talk}
