-- A guest: takes a name, joins a room by its name, and reports what it hears.

local function main(name, room, host)
  local registered, err = process.registry.register(name)
  if not registered then
    return nil, err
  end

  local joined, failed = process.send(room, "join", name)
  if not joined then
    return nil, failed -- NotFound: nobody has registered the room's name
  end
  process.listen("welcome"):receive()
  process.send(host, "joined", name)

  local heard = process.listen("heard")
  while true do
    local said = heard:receive()
    local line = name .. " heard " .. said.from .. ": " .. said.text
    print(line)
    process.send(host, "line", line)
  end
end

return { main = main }
