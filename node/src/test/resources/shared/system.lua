local T = {}

function T.a_node_alone_is_its_cluster()
    local id = system.node.id()
    assert(string.find(process.pid(), "{" .. id .. "@", 1, true) == 1)
    assert(system.node.addr() == "" and system.node.role() == "leader")
    assert(system.cluster.size() == 1 and system.cluster.leader() == id)
    assert(#system.cluster.members() == 1 and system.cluster.members()[1] == id)
end

function T.hosts_and_processes_are_listed()
    local pid = process.spawn("shared:child", "shared:processes", "process.inbox():receive()")
    process.send(pid, "unread", 1)
    local host = system.hosts()[1]
    assert(host.id == "shared:processes" and host.processes >= 1)
    assert(host.max_processes == 1000000)
    assert(system.processes.count() >= 2)
    local found
    for _, each in ipairs(system.processes.list(1000)) do
        found = each.pid == pid and each or found
    end
    assert(found.entry == "shared:child" and found.host == "shared:processes")
    assert(type(found.messages) == "number")
    assert(#system.processes.list(1) == 1)
    local list, err = system.processes.list(1001)
    assert(list == nil and err:kind() == "Invalid")
    process.terminate(pid)
end

return T
