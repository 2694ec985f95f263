local expect, child = require("expect"), require("child")
local T = {}

-- A process whose mailbox holds four messages.
local function small(code, ...)
    return process.spawn_monitored("conformance:run", "conformance:small", code, ...)
end

-- Fills the mailbox of a process that reads nothing.
local function fill(pid)
    for i = 1, 4 do
        expect.equal(true, process.send(pid, "t", i))
    end
end

-- Sends as a process on the host "small", whose send timeout is short.
local SENDER = [[
    local to, count = ...
    local start = time.now()
    for i = 1, count do
        local ok, err = process.send(to, "t", i)
        if err then
            return {sent = i - 1, kind = err:kind(), text = err:message(), waited = time.now():sub(start):milliseconds()}
        end
    end
    return {sent = count}]]

function T.a_full_mailbox_makes_the_sender_wait_and_then_fails_as_unavailable()
    local to = small("time.sleep('1h')")
    local result = child.exit(small(SENDER, to, 10)).result.value
    expect.equal(4, result.sent)
    expect.equal(errors.UNAVAILABLE, result.kind)
    expect.contains("mailbox full", result.text)
    expect.equal(true, result.waited >= 140, "it waits for the send timeout: " .. result.waited)
    process.terminate(to)
end

function T.the_sender_goes_on_when_the_receiver_reads()
    local to = small("local ch = process.listen('t') for i = 1, 500 do if ch:receive() ~= i then return i end end")
    local from = small(SENDER, to, 500)
    for _ = 1, 2 do
        local event = child.take(process.events())
        if event.from == from then
            expect.equal(500, event.result.value.sent)
        else
            expect.equal(nil, event.result.value, "the first message out of order")
        end
    end
end

function T.reading_a_single_message_makes_room_for_one()
    local to = small("time.sleep('20ms') process.inbox():receive() time.sleep('1h')")
    fill(to)
    expect.equal(true, process.send(to, "t", 5))
    process.terminate(to)
end

function T.only_the_coroutine_that_sends_waits()
    local to = small("time.sleep('50ms') local inbox = process.inbox() for _ = 1, 5 do inbox:receive() end")
    fill(to)
    local sent
    coroutine.spawn(function() sent = process.send(to, "t", 5) end)
    expect.equal(nil, sent)
    child.exit(to)
    child.eventually(function() return sent end, "the fifth message")
end

function T.a_sender_that_waits_learns_of_the_end_of_the_receiver()
    local to = small("process.listen('go'):receive() time.sleep('30ms')")
    for i = 1, 3 do
        process.send(to, "t", i)
    end
    process.send(to, "go")
    process.send(to, "t", 4)
    expect.failure(errors.NOT_FOUND, "process not found", process.send(to, "t", 5))
end

function T.a_sender_that_waits_can_be_terminated()
    local to = small("time.sleep('1h')")
    fill(to)
    local from = child.monitored("process.send(..., 't', 5)", to)
    time.sleep("10ms")
    process.terminate(from)
    child.exit(from)
    process.terminate(to)
end

function T.a_full_mailbox_takes_exits_links_and_kills()
    local to = small([[
        process.set_options({trap_links = true})
        child.linked("process.listen('never'):receive()")
        local worker = child.both("time.sleep('10ms') error('x')")
        time.sleep("60ms")
        return {process.events():receive().kind, process.events():receive().kind}]])
    fill(to)
    expect.list({ process.event.EXIT, process.event.LINK_DOWN }, child.exit(to).result.value)
    local dead = small("time.sleep('1h')")
    fill(dead)
    process.terminate(dead)
    child.exit(dead)
end

function T.messages_that_were_refused_are_not_delivered()
    local to = small("time.sleep('300ms') local n, inbox = 0, process.inbox()"
        .. " while not channel.select({inbox:case_receive(), default = true}).default do n = n + 1 end return n")
    local result = child.exit(small(SENDER, to, 10)).result.value
    expect.equal(4, result.sent)
    expect.equal(4, child.exit(to).result.value)
end

function T.a_message_larger_than_the_whole_mailbox_is_refused()
    local to = process.spawn_monitored("conformance:run", "conformance.limits:narrow", "process.inbox():receive()")
    local value, err = process.send(to, "t", string.rep("x", 5000))
    expect.failure(errors.INVALID, "mailboxBytesMax", value, err) -- who waits gets Unavailable
    process.terminate(to)
end

function T.bytes_are_bounded_as_well_as_messages()
    local to = process.spawn_monitored("conformance:run", "conformance.limits:narrow", "time.sleep('1h')")
    local code = [[
        local sent = 0
        while process.send(..., "t", string.rep("x", 300)) do sent = sent + 1 end
        return sent]]
    local pid = process.spawn_monitored("conformance:run", "conformance:small", code, to)
    local sent = child.exit(pid).result.value
    expect.equal(true, sent >= 1 and sent <= 3, "messages of 300 bytes in 1000: " .. sent)
    process.terminate(to)
end

function T.a_cancel_reaches_a_process_whose_mailbox_is_full()
    local to = small("time.sleep('1h')")
    fill(to)
    expect.equal(true, (process.cancel(to, "20ms")))
    expect.equal("process terminated", tostring(child.exit(to).error))
end

function T.unread_cancels_are_bounded()
    local to = small("time.sleep('100ms') local n, events = 0, process.events()"
        .. " while not channel.select({events:case_receive(), default = true}).default do n = n + 1 end return n")
    for _ = 1, 1100 do process.cancel(to) end
    expect.equal(1000, child.exit(to).result.value)
end

return T
