-- Plays ping-pong with a partner of its own, and says when it has done.
local function main(parent, count)
  local pong = process.listen("pong")
  local me = process.pid()
  local peer = process.spawn("bench:echo", "bench:host")
  for _ = 1, count do
    process.send(peer, "ping", me)
    pong:receive()
  end
  process.terminate(peer)
  process.send(parent, "done")
end

return { main = main }
