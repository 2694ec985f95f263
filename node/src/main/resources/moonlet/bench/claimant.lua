-- Registers names when it is told to go, and says when it has done.
local function main(parent, number, count)
  local go = process.listen("go")
  go:receive()
  for i = 1, count do
    assert(process.registry.register("bench-" .. number .. "-" .. i))
  end
  process.send(parent, "done")
  go:receive()
end

return { main = main }
