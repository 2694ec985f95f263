-- An application with hardly any of the policies of the other one.
local others = {}

function others.idle()
  process.registry.register("held")
  process.events():receive()
end

function others.quick()
  return "done"
end

return others
