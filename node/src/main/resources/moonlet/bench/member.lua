-- Answers every round of the broadcast.
local function main(parent)
  local ch = process.listen("round")
  while true do
    ch:receive()
    process.send(parent, "answer", true)
  end
end

return { main = main }
