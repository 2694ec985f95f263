-- Numbers go through a channel, which a coroutine fills, and then through two processes:
--   coroutine --channel--> main --message--> stage "+1" --message--> stage "*10" --message--> main
--
-- Run:    ./moonlet run examples/pipeline, which logs 20 30 40 50 60
-- Run:    ./moonlet exec examples/pipeline pipeline:pipeline 3
-- Prints: [20,30,40]

local time, numbers = require("time"), require("numbers")

local function main(last)
  local me, host = process.pid(), "pipeline:processes"
  local times, err = process.spawn_linked("pipeline:stage", host, me, "times", 10)
  if err then
    return nil, err
  end
  local plus, failed = process.spawn_linked("pipeline:stage", host, times, "plus", 1)
  if failed then
    return nil, failed
  end

  local source, sink, late = numbers.upto(last), process.listen("item"), time.after("5s")
  local out, results = sink:case_receive(), {}
  local cases = { source:case_receive(), out, late:case_receive() } -- the first that is ready goes
  while true do
    local ready = channel.select(cases)
    if ready.channel == late then
      return nil, "the stages took longer than 5s"
    elseif ready.channel == source then
      process.send(plus, "item", ready.value) -- nil at the end, when the channel is closed
      cases = ready.ok and cases or { out, late:case_receive() }
    elseif ready.value == nil then
      print(table.concat(results, " "))
      return results
    else
      results[#results + 1] = ready.value
    end
  end
end

return { main = main }
