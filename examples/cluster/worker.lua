-- Has a name while it lives, and ends when it is told to, or when its node does.
local function main(name)
  local inbox, events = process.inbox(), process.events()
  assert(process.registry.register(name))
  print("working as " .. name)
  while true do
    local case = channel.select({inbox:case_receive(), events:case_receive()})
    if case.channel == inbox and case.value:topic() == "stop" then
      return name .. " has stopped"
    end
    if case.channel == events and case.value.kind == process.event.CANCEL then
      return name .. " was asked to end"
    end
  end
end

return {main = main}
