-- Has a name while it lives, and ends when it is told to.
local function main(name)
  local inbox = process.inbox()
  assert(process.registry.register(name))
  print("working as " .. name)
  while inbox:receive():topic() ~= "stop" do end
  return name .. " has stopped"
end

return {main = main}
