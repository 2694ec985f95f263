-- Sends the text of every message back to whom the message names; counts those of "work", and
-- tells whom a "done" names when all have come.
local function main()
  local inbox, count = process.inbox(), 0
  while true do
    local message = inbox:receive()
    local topic, value = message:topic(), message:payload()
    if topic == "ping" then
      process.send(value[1], "pong", value[2])
    elseif topic == "done" then
      process.send(value, "pong", count)
      count = 0
    else
      count = count + 1
    end
  end
end

return { main = main }
