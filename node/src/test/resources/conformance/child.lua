-- Processes made from code, and waiting for what comes of them, never longer than a bound.
local HOST, RUN, BOUND = "conformance:processes", "conformance:run", "5s"
local child = { host = HOST, entry = RUN }

local function must(value, err)
    if err then
        error(tostring(err), 3)
    end
    return value
end

function child.spawn(code, ...)
    return must(process.spawn(RUN, HOST, code, ...))
end

function child.monitored(code, ...)
    return must(process.spawn_monitored(RUN, HOST, code, ...))
end

function child.linked(code, ...)
    return must(process.spawn_linked(RUN, HOST, code, ...))
end

function child.both(code, ...)
    return must(process.spawn_linked_monitored(RUN, HOST, code, ...))
end

function child.exec(code, ...)
    return process.exec(RUN, HOST, code, ...)
end

-- Waits for a message that never comes.
function child.idle()
    return child.spawn("process.inbox():receive()")
end

-- A process that has ended already.
function child.dead()
    local pid = child.monitored("return 1")
    child.exit(pid)
    return pid
end

-- The next value of a channel.
function child.take(channel_, what)
    local timeout = time.after(BOUND)
    local result = channel.select({ channel_:case_receive(), timeout:case_receive() })
    if result.channel == timeout then
        error("nothing came within " .. BOUND .. ": " .. (what or "a message"), 2)
    end
    return result.value, result.ok
end

-- Raises if something comes within the time.
function child.nothing(channel_, duration)
    local timeout = time.after(duration or "30ms")
    local result = channel.select({ channel_:case_receive(), timeout:case_receive() })
    if result.channel == channel_ then
        error("expected nothing, found " .. tostring(result.value), 2)
    end
end

-- The next event, which must be of this kind and from this process.
function child.event(kind, from)
    local event = child.take(process.events(), kind)
    expect.equal(kind, event.kind, "kind of the event")
    expect.equal(from, event.from, "from of the event")
    return event
end

function child.exit(from)
    return child.event(process.event.EXIT, from)
end

function child.link_down(from)
    return child.event(process.event.LINK_DOWN, from)
end

-- The EXIT of a child with this code.
function child.ends(code, ...)
    return child.exit(child.monitored(code, ...))
end

-- Waits until a condition holds.
function child.eventually(condition, what)
    for _ = 1, 1000 do
        if condition() then
            return
        end
        time.sleep("5ms")
    end
    error("did not happen within " .. BOUND .. ": " .. what, 2)
end

return child
