-- expect: ends "retainedBytesMax"
-- Keeps all it receives.
local function main()
  local inbox, kept = process.inbox(), {}
  local text = ("x"):rep(10000)
  while true do
    process.send(process.pid(), "more", text)
    kept[#kept + 1] = inbox:receive()
  end
end

return { main = main }
