local expect, child = require("expect"), require("child")
local T = {}
local spawn = coroutine.spawn

function T.an_unbuffered_send_waits_for_a_receiver()
    local ch, order = channel.new(), {}
    spawn(function()
        order[#order + 1] = "sends"
        ch:send(1)
        order[#order + 1] = "sent"
    end)
    order[#order + 1] = "receives"
    expect.equal(1, (ch:receive()))
    coroutine.yield()
    expect.list({ "sends", "receives", "sent" }, order)
end

function T.a_negative_capacity_is_unbuffered()
    local ch = channel.new(-3)
    expect.equal(true, channel.select({ ch:case_send(1), default = true }).default)
end

function T.a_buffered_send_with_room_does_not_wait()
    local ch = channel.new(2)
    expect.equal(true, ch:send(1))
    expect.equal(true, ch:send(2))
    expect.equal(true, channel.select({ ch:case_send(3), default = true }).default)
    expect.list({ 1, 2 }, { (ch:receive()), (ch:receive()) })
end

function T.a_send_or_receive_that_need_not_wait_does_not_switch()
    local ch, ran = channel.new(1), false
    spawn(function() coroutine.yield() ran = true end)
    ch:send(1)
    ch:receive()
    expect.equal(false, ran)
end

function T.receive_gives_value_and_true()
    local ch = channel.new(1)
    ch:send(false)
    local value, ok = ch:receive()
    expect.equal(false, value)
    expect.equal(true, ok)
end

function T.nil_can_be_sent()
    local ch = channel.new(1)
    ch:send(nil)
    local value, ok = ch:receive()
    expect.equal(nil, value)
    expect.equal(true, ok)
end

function T.send_on_a_closed_channel_raises()
    local ch = channel.new(1)
    ch:close()
    expect.raises("send on closed channel", ch.send, ch, 1)
end

function T.a_sender_that_waits_when_close_comes_gets_an_error()
    local ch, result = channel.new(), nil
    spawn(function() result = { ch:send(1) } end)
    ch:close()
    coroutine.yield()
    expect.equal(nil, result[1])
    expect.type("userdata", result[2])
end

function T.close_leaves_the_buffer_to_be_drained()
    local ch = channel.new(2)
    ch:send(1)
    ch:send(2)
    ch:close()
    expect.equal(1, (ch:receive()))
    expect.equal(2, (ch:receive()))
    for _ = 1, 2 do
        local value, ok = ch:receive()
        expect.equal(nil, value)
        expect.equal(false, ok)
    end
end

function T.close_wakes_receivers_and_selects()
    local ch, got = channel.new(), {}
    spawn(function() got.receive = select(2, ch:receive()) end)
    spawn(function() got.select = channel.select({ ch:case_receive() }) end)
    ch:close()
    coroutine.yield()
    expect.equal(false, got.receive)
    expect.equal(false, got.select.ok)
    expect.equal(nil, got.select.value)
    expect.equal(ch, got.select.channel)
end

function T.closing_twice_does_nothing()
    local ch = channel.new()
    ch:close()
    ch:close()
end

function T.the_first_ready_case_in_the_list_wins()
    local a, b = channel.new(1), channel.new(1)
    a:send("a")
    b:send("b")
    expect.equal("b", channel.select({ b:case_receive(), a:case_receive() }).value)
    expect.equal("a", channel.select({ b:case_receive(), a:case_receive() }).value)
end

function T.select_tells_channel_value_and_ok()
    local ch = channel.new(1)
    local sent = channel.select({ ch:case_send("v") })
    expect.equal(ch, sent.channel)
    expect.equal("v", sent.value)
    expect.equal(true, sent.ok)
    local received = channel.select({ ch:case_receive() })
    expect.equal(ch, received.channel)
    expect.equal("v", received.value)
    expect.equal(true, received.ok)
end

function T.default_is_taken_when_nothing_is_ready()
    local ch = channel.new()
    for _, result in ipairs({
        channel.select({ ch:case_receive(), default = true }),
        channel.select({ ch:case_receive() }, true),
        channel.select({ default = true }),
    }) do
        expect.equal(true, result.default)
        expect.equal(true, result.ok)
        expect.equal(nil, result.channel)
    end
end

function T.a_closed_channel_goes_before_default()
    local ch = channel.new()
    ch:close()
    local result = channel.select({ ch:case_receive(), default = true })
    expect.equal(ch, result.channel)
    expect.equal(false, result.ok)
    expect.equal(nil, result.value)
    expect.equal(nil, result.default)
end

function T.a_send_case_on_a_closed_channel_raises()
    local ch = channel.new(1)
    ch:close()
    expect.raises("send on closed channel", channel.select, { ch:case_send(1) })
end

function T.what_is_no_case_is_ignored()
    local ch = channel.new(1)
    ch:send(1)
    expect.equal(1, channel.select({ 5, "x", {}, ch:case_receive() }).value)
end

function T.select_of_something_else_raises()
    expect.raises("bad argument #1", channel.select)
    expect.raises("bad argument #1", channel.select, 5)
end

function T.cases_can_be_used_again()
    local ch = channel.new(3)
    local send, receive = ch:case_send("x"), ch:case_receive()
    for _ = 1, 3 do
        channel.select({ send })
    end
    for _ = 1, 3 do
        expect.equal("x", channel.select({ receive }).value)
    end
end

function T.a_select_that_was_served_takes_nothing_from_the_others()
    local a, b = channel.new(), channel.new()
    local got
    spawn(function() got = channel.select({ a:case_receive(), b:case_receive() }).value end)
    a:send(1)
    coroutine.yield()
    expect.equal(1, got)
    expect.equal(true, channel.select({ b:case_send(2), default = true }).default)
end

function T.a_select_can_wait_to_send()
    local ch, result = channel.new(), nil
    spawn(function() result = channel.select({ ch:case_send("x") }) end)
    expect.equal("x", (ch:receive()))
    coroutine.yield()
    expect.equal("x", result.value)
    expect.equal(true, result.ok)
end

function T.two_selects_meet()
    local ch, result = channel.new(), nil
    spawn(function() result = channel.select({ ch:case_send("x") }) end)
    expect.equal("x", channel.select({ ch:case_receive() }).value)
    coroutine.yield()
    expect.equal(true, result.ok)
end

function T.receivers_are_served_in_order()
    local ch, order = channel.new(), {}
    for i = 1, 5 do
        spawn(function()
            local letter = ch:receive()
            order[#order + 1] = i .. letter
        end)
    end
    for _, letter in ipairs({ "a", "b", "c", "d", "e" }) do
        ch:send(letter)
    end
    coroutine.yield()
    expect.list({ "1a", "2b", "3c", "4d", "5e" }, order)
end

function T.senders_are_served_in_order()
    local ch, got = channel.new(), {}
    for i = 1, 5 do
        spawn(function() ch:send(i) end)
    end
    for i = 1, 5 do
        got[i] = ch:receive()
    end
    expect.list({ 1, 2, 3, 4, 5 }, got)
end

function T.a_freed_slot_is_filled_by_the_oldest_sender()
    local ch, got = channel.new(1), {}
    for i = 1, 4 do
        spawn(function() ch:send(i) end)
    end
    for i = 1, 4 do
        got[i] = ch:receive()
    end
    expect.list({ 1, 2, 3, 4 }, got)
end

function T.the_channel_in_a_result_is_the_channel_itself()
    local timer = time.timer("1ms")
    for _, ch in ipairs({ time.after("1ms"), timer:channel() }) do
        expect.equal(ch, channel.select({ ch:case_receive() }).channel)
    end
    process.send(process.pid(), "t", 1)
    local ch = process.listen("t")
    expect.equal(ch, channel.select({ ch:case_receive() }).channel)
    child.monitored("return 1")
    expect.equal(process.events(), channel.select({ process.events():case_receive() }).channel)
    expect.equal(1, ({ [ch] = 1 })[ch], "a channel as a key")
end

function T.a_channel_cannot_leave_its_process()
    process.send(process.pid(), "t", { ch = channel.new(), n = 1 })
    local value = child.take(process.listen("t"))
    expect.equal(nil, value.ch)
    expect.equal(1, value.n)
    expect.equal("nil", (child.exec("return type(...)", channel.new())))
end

function T.any_value_can_be_in_a_channel()
    local ch, f, t = channel.new(2), function() end, {}
    ch:send(f)
    ch:send(t)
    expect.equal(f, (ch:receive()))
    expect.equal(t, (ch:receive()))
end

function T.a_method_of_something_else_raises()
    local ch = channel.new()
    expect.raises("bad argument #1", ch.receive, {})
    expect.raises("bad argument #1", ch.send)
end

function T.many_producers_and_consumers_lose_nothing()
    local ch, sum, done = channel.new(3), 0, channel.new()
    for p = 1, 10 do
        spawn(function()
            for i = 1, 100 do
                ch:send(i)
            end
            done:send(p)
        end)
        spawn(function()
            while true do
                local value, ok = ch:receive()
                if not ok then
                    return done:send(p)
                end
                sum = sum + value
            end
        end)
    end
    for _ = 1, 10 do
        child.take(done)
    end
    ch:close()
    for _ = 1, 10 do
        child.take(done)
    end
    expect.equal(50500, sum)
end

return T
