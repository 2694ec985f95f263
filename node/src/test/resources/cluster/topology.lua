-- What the nodes of a cluster know of each other.
local HOST = "node2@c:processes"

local function seen()
  return {
    id = system.node.id(), addr = system.node.addr(), role = system.node.role(),
    members = system.cluster.members(), leader = system.cluster.leader(), size = system.cluster.size(),
    hosts = system.hosts(), count = system.processes.count(), processes = system.processes.list(1000),
  }
end

local function topology()
  local here, there = seen(), assert(process.exec("c:topology_seen", HOST))
  assert(here.id == "node1" and there.id == "node2")
  assert(string.find(here.addr, ":%d+$") and string.find(there.addr, ":%d+$") and here.addr ~= there.addr)
  assert(here.role == "leader" and there.role == "member")
  for _, one in ipairs({ here, there }) do
    assert(string.find(table.concat(one.members, " "), "node1 node2 node3", 1, true) == 1)
    assert(one.size == #one.members and one.leader == "node1")
    assert(one.count >= #one.processes and #one.processes >= 1)
    for _, each in ipairs(one.processes) do
      assert(string.find(each.pid, "{" .. one.id .. "@", 1, true) == 1, "processes of its own only")
    end
  end
  assert(#here.hosts > #there.hosts, "node1 alone has all hosts")
end

return { seen = seen, topology = topology }
