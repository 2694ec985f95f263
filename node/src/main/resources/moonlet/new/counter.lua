-- Counts what it is asked to, and answers. Others find it by the name "counter".
local function main(name)
  process.registry.register(name or "counter")
  local events, adds = process.events(), process.listen("add", { message = true })
  local count = 0
  while true do
    local got = channel.select { events:case_receive(), adds:case_receive() }
    if got.channel == adds then
      count = count + got.value:payload()
      process.send(got.value:from(), "count", count)
    elseif got.value.kind == process.event.CANCEL then
      return count
    end
  end
end

return { main = main }
