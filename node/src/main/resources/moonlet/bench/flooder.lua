-- Sends as fast as the receiver's mailbox allows.
local function main(to, count)
  for i = 1, count do
    process.send(to, "work", { id = i, value = "x" })
  end
end

return { main = main }
