local expect, child = require("expect"), require("child")
local T = {}
local self = process.pid()

function T.an_empty_topic_is_invalid()
    expect.failure(errors.INVALID, "topic cannot be empty", process.listen(""))
end

function T.system_topics_cannot_be_listened_to()
    expect.failure(errors.INVALID, "cannot listen to @ topics", process.listen("@inbox"))
end

function T.a_missing_topic_is_invalid()
    expect.failure(errors.INVALID, "topic", process.listen())
end

function T.a_topic_of_another_type_raises()
    expect.raises("bad argument #1", process.listen, {})
    expect.raises("bad argument #1", process.listen, nil)
end

function T.the_same_topic_gives_the_same_channel()
    expect.equal(process.listen("t"), process.listen("t"))
end

function T.raw_listeners_get_the_payload()
    process.send(self, "t", { a = 1 })
    expect.equal(1, child.take(process.listen("t")).a)
end

function T.message_mode_gives_topic_sender_and_payload()
    local ch = process.listen("t", { message = true })
    local pid = child.spawn("process.send(..., 't', {a = 1})", self)
    local message = child.take(ch)
    expect.type("userdata", message)
    expect.equal("t", message:topic())
    expect.equal(pid, message:from())
    expect.equal(1, message:payload().a)
    expect.equal(message:payload(), message:payload())
end

function T.message_false_is_raw()
    process.send(self, "t", 1)
    expect.equal(1, child.take(process.listen("t", { message = false })))
end

function T.message_mode_can_be_switched_on_later_but_not_off()
    local ch = process.listen("t")
    expect.equal(ch, process.listen("t", { message = true }))
    process.send(self, "t", 1)
    expect.equal(1, child.take(ch):payload())
    process.listen("t")
    process.listen("t", { message = false })
    process.send(self, "t", 2)
    expect.equal(2, child.take(ch):payload())
end

function T.a_message_without_payload_has_nil()
    process.send(self, "t")
    expect.equal(nil, child.take(process.inbox()):payload())
end

function T.a_message_prints_its_parts_as_fields()
    process.send(self, "t", "text")
    local message = child.take(process.inbox())
    expect.equal("t", tostring(message.topic))
    expect.equal("text", tostring(message.payload))
    expect.equal("t: text", message.topic .. ": " .. message.payload)
end

function T.unlisten_closes_the_channel()
    local ch = process.listen("t")
    expect.equal(true, process.unlisten(ch))
    local value, ok = ch:receive()
    expect.equal(nil, value)
    expect.equal(false, ok)
end

function T.unlisten_wakes_who_waits()
    local ch, done = process.listen("t"), channel.new(1)
    coroutine.spawn(function() done:send({ ch:receive() }) end)
    process.unlisten(ch)
    expect.equal(false, child.take(done)[2])
end

function T.a_foreign_channel_cannot_be_unlistened()
    for _, ch in ipairs({ channel.new(), process.inbox(), process.events(), (time.after("1h")) }) do
        local ok, err = process.unlisten(ch)
        expect.equal(false, ok)
        expect.error(errors.NOT_FOUND, "channel not found", err)
    end
end

function T.unlisten_works_only_once()
    local ch = process.listen("t")
    process.unlisten(ch)
    local ok, err = process.unlisten(ch)
    expect.equal(false, ok)
    expect.error(errors.NOT_FOUND, "channel not found", err)
end

function T.unlisten_of_nothing_is_invalid()
    local ok, err = process.unlisten()
    expect.equal(false, ok)
    expect.error(errors.INVALID, "unlisten requires a channel argument", err)
end

function T.options_that_are_no_table_raise_in_listen()
    for _, options in ipairs({ "message", 5, true }) do
        expect.raises("bad argument #2 to 'listen' (table expected", process.listen, "t", options)
    end
    expect.equal(process.listen("t", nil), process.listen("t"))
end

function T.unlisten_of_something_else_raises()
    expect.raises("bad argument #1", process.unlisten, "t")
end

function T.listen_after_unlisten_gives_a_new_channel()
    local ch = process.listen("t")
    process.unlisten(ch)
    local fresh = process.listen("t")
    expect.equal(false, fresh == ch)
    process.send(self, "t", 1)
    expect.equal(1, child.take(fresh))
end

function T.inbox_and_events_are_the_same_channel_each_time()
    expect.equal(process.inbox(), process.inbox())
    expect.equal(process.events(), process.events())
    process.send(self, "t", 1)
    local result = channel.select({ process.inbox():case_receive() })
    expect.equal(process.inbox(), result.channel)
end

function T.subscribe_binds_an_own_channel()
    local ch = channel.new(4)
    expect.equal(true, subscribe("t", ch))
    process.send(self, "t", 1)
    expect.equal(1, child.take(ch))
    expect.equal(true, unsubscribe(ch))
end

function T.subscribe_to_a_taken_topic_already_exists()
    process.listen("t")
    expect.failure(errors.ALREADY_EXISTS, "subscribed already", subscribe("t", channel.new()))
end

return T
