-- expect: ends "retainedBytesMax"
-- Never reads how the processes ended that it watches.
local function main()
  for _ = 1, 60 do
    process.spawn_monitored("hostile:giver", "hostile:attackers")
  end
  channel.new():receive()
end

return { main = main }
