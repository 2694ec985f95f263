-- Says when a process has ended: Unix time in milliseconds.
local time = require("time")

local function main(pid)
  assert(process.monitor(pid))
  print("watches " .. pid)
  local event
  repeat
    event = process.events():receive()
  until event.kind == process.event.EXIT
  local now = string.format("%d", time.now():unix_nano() / 1e6)
  print("exit at " .. now .. " of " .. event.from .. ": " .. tostring(event.error))
end

return {main = main}
