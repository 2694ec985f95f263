local function main()
  local time = require("time")
  local ok, err = process.registry.register("clock")
  if not ok then
    return nil, err
  end
  local events = process.events()
  while true do
    print(string.format("alive %.0f", time.now():unix_nano() / 1e6))
    local got = channel.select { events:case_receive(), time.after("20ms"):case_receive() }
    if got.channel == events then
      return
    end
  end
end

local function where()
  return (process.registry.lookup("clock")) or ""
end

return { main = main, where = where }
