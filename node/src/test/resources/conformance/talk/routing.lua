local expect, child = require("expect"), require("child")
local T = {}
local self = process.pid()

local function payloads(ch, count)
    local all = {}
    for i = 1, count do
        local value = child.take(ch)
        all[i] = type(value) == "userdata" and value:payload() or value
    end
    return all
end

local function ready(ch)
    return not channel.select({ ch:case_receive(), default = true }).default
end

function T.an_exact_topic_goes_before_the_inbox()
    local inbox, ch = process.inbox(), process.listen("mine")
    process.send(self, "mine", 1)
    process.send(self, "other", 2)
    expect.equal(1, child.take(ch))
    expect.equal("other", child.take(inbox):topic())
    expect.equal(false, ready(inbox))
end

function T.topics_are_no_patterns()
    local ch = process.listen("a.*")
    process.send(self, "a.b", 1)
    child.nothing(ch)
end

function T.messages_before_listen_are_kept_for_it()
    process.send(self, "early", 1)
    process.send(self, "early", 2)
    time.sleep("5ms")
    expect.list({ 1, 2 }, payloads(process.listen("early"), 2))
end

function T.messages_before_inbox_are_kept_for_it()
    process.send(self, "a", 1)
    process.send(self, "b", 2)
    time.sleep("5ms")
    expect.list({ 1, 2 }, payloads(process.inbox(), 2))
end

function T.the_rule_is_applied_when_a_message_is_taken()
    local inbox = process.inbox()
    process.send(self, "late", 1)
    process.send(self, "other", 2)
    time.sleep("5ms")
    local ch = process.listen("late")
    expect.equal(1, child.take(ch))
    expect.equal("other", child.take(inbox):topic())
end

function T.without_an_inbox_other_topics_stay_and_block_nobody()
    local ch = process.listen("mine")
    process.send(self, "other", 1)
    process.send(self, "mine", 2)
    expect.equal(2, child.take(ch))
    expect.equal(1, child.take(process.listen("other")))
end

function T.the_topic_inbox_is_an_ordinary_one()
    local inbox = process.inbox()
    process.send(self, "inbox", 1)
    expect.equal("inbox", child.take(inbox):topic())
    local ch = process.listen("inbox")
    process.send(self, "inbox", 2)
    expect.equal(2, child.take(ch))
end

function T.after_unlisten_the_messages_go_to_the_inbox()
    local inbox, ch = process.inbox(), process.listen("t")
    process.unlisten(ch)
    process.send(self, "t", 1)
    expect.equal("t", child.take(inbox):topic())
end

function T.what_a_channel_has_not_taken_falls_to_the_inbox_in_order()
    local inbox, ch = process.inbox(), process.listen("t")
    for i = 1, 6 do
        process.send(self, i % 2 == 0 and "t" or "other", i)
    end
    time.sleep("5ms")
    process.unlisten(ch)
    expect.list({ 1, 2, 3, 4, 5, 6 }, payloads(inbox, 6))
end

function T.what_a_channel_has_not_taken_waits_for_the_next_listen()
    local ch = process.listen("t")
    process.send(self, "t", 1)
    time.sleep("5ms")
    process.unlisten(ch)
    expect.equal(1, child.take(process.listen("t")))
end

function T.waiting_mail_makes_a_select_ready_at_once()
    local inbox, ch = process.inbox(), process.listen("t")
    process.send(self, "t", 1)
    process.send(self, "u", 2)
    time.sleep("5ms")
    expect.equal(true, ready(ch))
    expect.equal(true, ready(inbox))
    expect.equal(false, ready(ch))
end

function T.a_blocked_receiver_of_the_topic_gets_the_message()
    local got = channel.new(1)
    coroutine.spawn(function() got:send(process.listen("t"):receive()) end)
    process.inbox()
    process.send(self, "t", "direct")
    expect.equal("direct", child.take(got))
end

function T.no_message_is_lost_while_topics_come_and_go()
    local pid = child.monitored([[
        local total, seen = 20000, 0
        local inbox = process.inbox()
        while seen < total do
            local ch = process.listen("t")
            for _ = 1, 7 do
                if channel.select({ch:case_receive(), default = true}).default then break end
                seen = seen + 1
            end
            process.unlisten(ch)
            while not channel.select({inbox:case_receive(), default = true}).default do
                seen = seen + 1
            end
            coroutine.yield()
            if seen < total then time.sleep("1us") end
        end
        return seen]])
    child.spawn("for i = 1, 20000 do process.send(..., i % 3 == 0 and 'u' or 't', i) end", pid)
    expect.equal(20000, child.exit(pid).result.value)
end

function T.no_message_is_lost_while_listen_sorts_a_long_inbox()
    local pid = child.monitored([[
        local ready = process.listen("ready")
        local inbox, count = process.inbox(), 0
        ready:receive()
        for topic = 1, 20 do
            local ch = process.listen("t" .. topic)
            while not channel.select({ch:case_receive(), default = true}).default do
                count = count + 1
            end
        end
        local done = process.listen("done")
        local cases = {done:case_receive()}
        for topic = 1, 20 do cases[topic + 1] = process.listen("t" .. topic):case_receive() end
        while channel.select(cases).channel ~= done do
            count = count + 1
        end
        -- What came before the last message is here now.
        cases = {default = true, table.unpack(cases, 2, 21)}
        while not channel.select(cases).default do
            count = count + 1
        end
        return count]])
    child.spawn([[
        local to = ...
        for i = 1, 30000 do process.send(to, "t" .. i % 20 + 1, i) end
        process.send(to, "ready")
        for i = 1, 30000 do process.send(to, "t" .. i % 20 + 1, i) end
        process.send(to, "done")]], pid)
    expect.equal(60000, child.exit(pid).result.value)
end

return T
