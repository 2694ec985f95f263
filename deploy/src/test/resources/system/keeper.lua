-- Has a name until it is told to end.
local function main(name)
  assert(process.registry.register(name))
  print("keeps " .. name)
  repeat
    local event = process.events():receive()
  until event.kind == process.event.CANCEL
end

return {main = main}
