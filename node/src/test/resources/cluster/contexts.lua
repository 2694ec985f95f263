-- Contexts, first messages and names of processes that start on other nodes.
local HOSTS = { "node1@c:processes", "node2@c:processes", "node3@c:processes" }

local function reads()
    return ctx.all()
end

local function contexts()
    local spawner = process.with_context({ request = "9", list = { 1, 2 } })
    local pid = assert(spawner:spawn_monitored("c:reads", HOSTS[2]))
    local event = process.events():receive()
    assert(event.from == pid and event.result.value.request == "9" and event.result.value.list[2] == 2)
    assert(funcs.new():with_context({ request = "8" }):call("c:reads").request == "8")
end

-- Tells its first three messages to who sent the first.
local function first()
    local inbox, got = process.inbox(), {}
    local from
    for i = 1, 3 do
        local message = inbox:receive()
        from = from or message:from()
        got[i] = message:topic() .. message:payload()
    end
    process.send(from, "got", got)
    inbox:receive()
end

local function spawn_or_signal()
    local got = process.listen("got")
    for i, host in ipairs(HOSTS) do -- the arbiter of each name is some node
        local spawner = process.with_context({}):with_name("first" .. i)
        local pid = assert(spawner:with_message("a", 1):with_message("b", 2):spawn("c:first", host))
        local other = HOSTS[i % 3 + 1]
        assert(spawner:with_message("c", 3):spawn_monitored("c:first", other) == pid)
        assert(table.concat(got:receive(), " ") == "a1 b2 c3")
        process.terminate(pid)
        assert(process.events():receive().from == pid)
    end
end

local function claimer(to, name)
    local spawner = process.with_context({}):with_name(name)
    for _, host in ipairs(HOSTS) do
        process.send(to, "claimed", spawner:spawn("c:sleeper", host) or "none")
    end
end

local function one_of_many()
    local claimed = process.listen("claimed")
    for round = 1, 10 do
        for _, host in ipairs(HOSTS) do
            assert(process.spawn("c:claimer", host, process.pid(), "many" .. round))
        end
        local holder = claimed:receive()
        for _ = 2, 9 do
            assert(claimed:receive() == holder)
        end
        process.terminate(holder)
    end
end

return { reads = reads, contexts = contexts, first = first, spawn_or_signal = spawn_or_signal,
    claimer = claimer, one_of_many = one_of_many }
