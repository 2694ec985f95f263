-- What the tests of contexts and calls start.
local function reads()
    return { all = ctx.all(), request = ctx.get("request") }
end

local function hands_on(host)
    return process.exec("conformance.contexts:reads", host)
end

local function tells(to)
    local inbox, got = process.inbox(), {}
    for i = 1, 3 do
        local message = inbox:receive()
        got[i] = message:topic() .. ":" .. tostring(message:payload())
        got.from = message:from()
    end
    process.send(to, "got", got)
    inbox:receive()
end

local function waits()
    process.inbox():receive()
end

local function named()
    process.registry.register("calls.named")
    process.inbox():receive()
end

local function caller()
    return funcs.call("conformance.contexts:named")
end

local function fails()
    return nil, errors.new({ kind = errors.CONFLICT, message = "on purpose" })
end

return { reads = reads, hands_on = hands_on, tells = tells, waits = waits, fails = fails,
    named = named, caller = caller }
