local function waits()
  process.registry.register("slow")
  process.inbox():receive()
end

local function worker()
  process.events():receive()
  process.send("slow", "end")
  return "finished"
end

return { waits = waits, worker = worker }
