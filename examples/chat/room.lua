-- A chat room: a registered process that passes on what is said to everybody who joined.

local function main(name, host)
  local registered, err = process.registry.register(name)
  if not registered then
    return nil, err -- for instance AlreadyExists: there is a room of that name
  end
  process.send(host, "open")

  local guests = {}
  local inbox = process.inbox() -- messages of all topics
  while true do
    local message = inbox:receive()
    local topic, said = message:topic(), message:payload()
    if topic == "join" then
      guests[#guests + 1] = said
      process.send(said, "welcome", name)
    elseif topic == "say" then
      for _, guest in ipairs(guests) do
        process.send(guest, "heard", said) -- a guest that has left is not found; fine
      end
    end
  end
end

return { main = main }
