-- One room and two guests, who talk to the room by its name and to each other by theirs.
--
-- Run:   ./moonlet run examples/chat
-- Logs, in any order:
--        ada heard bob: hello, all of you
--        bob heard bob: hello, all of you
--        bob heard ada: hello, bob (in private)

local function main()
  local room, err = process.spawn("chat:room", "chat:processes", "lobby", process.pid())
  if err then
    return nil, err
  end
  process.listen("open"):receive() -- until then the room's name finds nobody
  for _, name in ipairs({ "ada", "bob" }) do
    local _, failed = process.spawn("chat:guest", "chat:processes", name, "lobby", process.pid())
    if failed then
      return nil, failed
    end
    process.listen("joined"):receive() -- ada first, then bob
  end

  process.send("lobby", "say", { from = "bob", text = "hello, all of you" })
  process.send("bob", "heard", { from = "ada", text = "hello, bob (in private)" })

  local heard, lines = process.listen("line"), {}
  for i = 1, 3 do
    lines[i] = heard:receive()
  end
  table.sort(lines) -- the guests speak when they like
  process.terminate(room)
  process.terminate("ada")
  process.terminate("bob")
  return lines
end

return { main = main }
