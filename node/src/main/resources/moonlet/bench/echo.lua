-- Sends every message back to whom its payload names.
local function main()
  local ch = process.listen("ping")
  while true do
    local from = ch:receive()
    process.send(from, "pong", true)
  end
end

return { main = main }
