-- Processes that others do something with.
local others = {}

function others.idle()
  process.events():receive()
end

function others.quick()
  return "done"
end

return others
