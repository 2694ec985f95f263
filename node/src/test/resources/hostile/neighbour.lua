-- A polite pair: one asks the other all the time, and tells how long the answers took.
local time = require("time")

local function ping(pong)
  local answers, reports = process.listen("answer"), process.listen("report")
  local rounds, worst = 0, 0
  while true do
    local asked = time.now()
    process.send(pong, "ask", process.pid())
    local got = channel.select({ answers:case_receive(), reports:case_receive() })
    if got.channel == reports then
      process.send(got.value, "reported", { rounds = rounds, worst = worst })
      answers:receive()
    end
    rounds = rounds + 1
    worst = math.max(worst, time.now():sub(asked):milliseconds())
    time.sleep("1ms")
  end
end

local function pong()
  local asks = process.listen("ask")
  while true do
    process.send(asks:receive(), "answer")
  end
end

return { ping = ping, pong = pong }
