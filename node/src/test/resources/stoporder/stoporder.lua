local time = require("time")

local function deaf()
  channel.new():receive()
end

-- Tells the reasons of all CANCELs that it gets within a moment.
local function waits()
  local events, reasons = process.events(), {}
  local timeout = channel.new()
  while true do
    local got = channel.select { events:case_receive(), timeout:case_receive() }
    if got.channel == timeout then
      process.send("witness", "reasons", reasons)
      return
    end
    reasons[#reasons + 1] = got.value.reason
    timeout = time.after("200ms")
  end
end

local function witness()
  process.registry.register("witness")
  return process.listen("reasons"):receive()
end

return { deaf = deaf, waits = waits, witness = witness }
