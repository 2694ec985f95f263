-- Waits for ever; answers so that the spawner knows it runs.
local function main()
  local ch = process.listen("ping")
  while true do
    local from = ch:receive()
    process.send(from, "pong", true)
  end
end

return { main = main }
