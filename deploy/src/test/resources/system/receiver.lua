-- Counts messages while its node is there, and until the sender has said that no more come.
local pg, time = require("pg"), require("time")

local function main()
  local numbers, last = process.listen("number"), process.listen("last")
  local scope = assert(pg.open("system:groups"))
  scope:join("receivers")
  local events, received, deadline = process.events(), 0, nil
  while true do
    local cases = {numbers:case_receive(), events:case_receive(), last:case_receive()}
    if deadline then
      cases[4] = deadline:case_receive()
    end
    local got = channel.select(cases)
    if got.channel == numbers then
      received = received + 1
    elseif got.channel == events and got.value.kind == process.event.CANCEL then
      scope:leave("receivers")
      deadline = time.after("8s")
    elseif got.channel ~= events then
      print("received " .. received .. " messages")
      return received
    end
  end
end

return {main = main}
