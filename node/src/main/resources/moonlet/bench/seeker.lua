-- Looks for a name until somebody has it.
local time = require("time")

local function main()
  local seek = process.listen("seek")
  while true do
    local value = seek:receive()
    while not process.registry.lookup(value[2]) do
      time.sleep("200us")
    end
    process.send(value[1], "pong", true)
  end
end

return { main = main }
