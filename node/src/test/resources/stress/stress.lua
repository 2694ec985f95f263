local T = {}
local RUN, HOST = "stress:run", "stress:processes"

local function equal(expected, found)
    if expected ~= found then
        error("expected " .. tostring(expected) .. ", found " .. tostring(found), 2)
    end
end

local function spawn(how, code, ...)
    local pid, err = process["spawn" .. how](RUN, HOST, code, ...)
    if err then
        error(err, 2)
    end
    return pid
end

-- Waits for this many EXITs, and counts the errors by their text.
local function exits(count)
    local events, texts, timeout = process.events(), {}, time.after("15s")
    while count > 0 do
        local result = channel.select({ events:case_receive(), timeout:case_receive() })
        if result.channel == timeout then
            error(count .. " EXITs never came", 2)
        end
        if result.value.kind == process.event.EXIT then
            count = count - 1
            local text = tostring(result.value.error)
            texts[text] = (texts[text] or 0) + 1
        end
    end
    return texts
end

function T.ring()
    local code = [[
        local next_pid = ...
        local ch = process.listen("token")
        while true do
            local n = ch:receive()
            process.send(next_pid, "token", n + 1)
            if n > 10000 then return end
        end]]
    local ch = process.listen("token")
    local pid = process.pid()
    for _ = 1, 10000 do
        pid = spawn("", code, pid)
    end
    process.send(pid, "token", 1)
    equal(10001, (ch:receive()))
    process.send(pid, "token", 10001)
    equal(20001, (ch:receive()))
end

function T.come_and_go()
    for i = 1, 10000 do
        spawn("_monitored", "process.registry.register('go' .. ...) return ...", i)
    end
    equal(10000, exits(10000)["nil"])
    equal(nil, (process.registry.lookup("go1")))
end

function T.terminate()
    for i = 1, 2000 do
        local pid = spawn("_monitored", i % 2 == 0 and "return 1" or "time.sleep('1h')")
        process.terminate(pid)
        process.terminate(pid)
    end
    local texts = exits(2000)
    equal(2000, texts["process terminated"] + (texts["nil"] or 0))
end

function T.link()
    process.set_options({ trap_links = true })
    for i = 1, 2000 do
        local pid = spawn("_monitored", i % 2 == 0 and "error('x')" or "return 1")
        local linked = process.link(pid)
        if i % 3 == 0 or not linked then
            process.unlink(pid)
        end
    end
    exits(2000)
end

function T.monitor()
    local seen = 0
    for _ = 1, 2000 do
        local ok, err = process.monitor(spawn("", "return 1"))
        if ok then
            seen = seen + 1
        else
            equal("pid not registered", err:message())
        end
    end
    exits(seen)
end

function T.names()
    for i = 1, 2000 do
        local pid = spawn("_monitored", "return 1")
        process.registry.register("race" .. i % 7, pid)
    end
    exits(2000)
    for i = 0, 6 do
        equal(nil, (process.registry.lookup("race" .. i)))
    end
end

function T.kills()
    local programs = {
        "while true do end",
        "while true do pcall(error) end",
        "while true do pcall(time.sleep, '1ms') end",
        "process.inbox():receive()",
        "local f = coroutine.wrap(function() while true do coroutine.yield() end end) while true do f() end",
        "coroutine.spawn(function() while true do coroutine.yield() end end) while true do coroutine.yield() end",
        "while true do table.sort({3, 2, 1}, function(a, b) pcall(time.sleep, '1us') return a < b end) end",
        "while true do string.rep('x', 1000):gsub('x', function() end) end",
        "while true do process.spawn('stress:run', 'stress:processes', 'return 1') end",
        "while true do process.exec('stress:run', 'stress:processes', 'return 1') end",
        "while true do process.send(process.pid(), 't', 1) process.listen('t'):receive() end",
        "local ch = channel.new() for _ = 1, 9 do coroutine.spawn(function() ch:receive() end) end channel.select({ch:case_receive()})",
        "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end",
    }
    for _ = 1, 8 do
        for _, code in ipairs(programs) do
            process.terminate(spawn("_monitored", code))
        end
        for _, code in ipairs(programs) do
            local pid = spawn("_monitored", code)
            time.sleep("1ms")
            process.terminate(pid)
        end
    end
    local texts = exits(16 * #programs)
    equal(16 * #programs, texts["process terminated"])
end

-- Sends to the PIDs that come next while they are being made.
function T.guesses()
    local code = [[
        local start, count = process.pid():match("^(.*%.)(%d+)}$")
        for i = 1, 3000 do
            local guess = start .. math.floor(count + i % 40) .. "}"
            process.send(guess, "t", 1)
            process.monitor(guess)
        end
        return "unharmed"]]
    for _ = 1, 4 do
        spawn("_monitored", code)
        for _ = 1, 100 do
            spawn("_monitored", "return 1")
        end
    end
    equal(404, exits(404)["nil"])
end

return T
