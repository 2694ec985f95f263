local expect, child = require("expect"), require("child")
local T = {}
local ECHO = [[
    local inbox = process.inbox()
    while true do
        local message = inbox:receive()
        process.send(message:from(), "echo", message:payload())
    end]]

function T.send_gives_true_and_the_value_arrives()
    local echo = process.listen("echo")
    expect.equal(true, process.send(child.spawn(ECHO), "any", "hello"))
    expect.equal("hello", child.take(echo))
end

function T.a_message_without_payload_is_nil_and_ok()
    local ch = process.listen("empty")
    process.send(process.pid(), "empty")
    local value, ok = child.take(ch)
    expect.equal(nil, value)
    expect.equal(true, ok)
end

function T.several_values_arrive_as_one_array()
    local ch = process.listen("many")
    process.send(process.pid(), "many", 1, "two", true)
    expect.list({ 1, "two", true }, child.take(ch))
end

function T.a_process_can_send_to_itself()
    process.send(process.pid(), "self", 1)
    expect.equal(1, child.take(process.listen("self")))
end

function T.messages_of_one_sender_keep_their_order()
    local ch = process.listen("n")
    child.spawn("for i = 1, 2000 do process.send(..., 'n', i) end", process.pid())
    for i = 1, 2000 do
        expect.equal(i, child.take(ch))
    end
end

function T.messages_of_several_senders_keep_each_order()
    local ch, last = process.listen("n"), {}
    for sender = 1, 5 do
        child.spawn([[
            local parent, sender = ...
            for i = 1, 200 do process.send(parent, "n", {sender, i}) end]], process.pid(), sender)
        last[sender] = 0
    end
    for _ = 1, 1000 do
        local message = child.take(ch)
        local sender, i = message[1], message[2]
        expect.equal(last[sender] + 1, i, "next of sender " .. sender)
        last[sender] = i
    end
end

function T.a_name_is_as_good_as_a_pid()
    local pid = child.spawn("process.registry.register('sending_echo')" .. ECHO)
    child.eventually(function() return process.registry.lookup("sending_echo") end, "registration")
    local echo = process.listen("echo")
    expect.equal(true, process.send("sending_echo", "any", 9))
    expect.equal(9, child.take(echo))
    process.terminate(pid)
end

function T.too_few_arguments_are_invalid()
    local text = "send requires at least destination and topic arguments"
    expect.failure(errors.INVALID, text, process.send())
    expect.failure(errors.INVALID, text, process.send(process.pid()))
end

function T.a_destination_or_topic_of_another_type_raises()
    expect.raises("bad argument #1", process.send, nil, "topic")
    expect.raises("bad argument #1", process.send, {}, "topic")
    expect.raises("bad argument #2", process.send, process.pid(), {})
end

function T.system_topics_are_reserved()
    local text = "cannot send to @ topics"
    expect.failure(errors.INVALID, text, process.send(process.pid(), "@events", {}))
    expect.failure(errors.INVALID, text, process.send(process.pid(), "@", {}))
end

function T.a_dead_process_is_not_found()
    expect.failure(errors.NOT_FOUND, "process not found", process.send(child.dead(), "x", 1))
end

function T.a_process_that_dies_between_two_sends_is_not_found()
    local pid = child.monitored("process.inbox():receive()")
    expect.equal(true, process.send(pid, "x"))
    child.exit(pid)
    expect.failure(errors.NOT_FOUND, "process not found", process.send(pid, "x"))
end

function T.an_unknown_host_of_this_node_is_not_found()
    local pid = process.pid():gsub("@.*|", "@no:host|")
    expect.failure(errors.NOT_FOUND, "host not found", process.send(pid, "x"))
end

function T.an_unknown_node_is_not_found()
    local pid = child.idle():gsub("^{local", "{elsewhere")
    expect.failure(errors.NOT_FOUND, "node not found", process.send(pid, "x"))
end

function T.a_pid_of_an_earlier_start_of_the_node_is_not_found()
    local pid = child.idle():gsub("|%x+%.", "|1a.")
    expect.failure(errors.NOT_FOUND, "process not found", process.send(pid, "x"))
end

function T.what_is_neither_pid_nor_name_cannot_be_resolved()
    for _, text in ipairs({ "nobody", "", "{local@a:b|1}", "{local@conformance:processes|1.01}" }) do
        expect.failure(
            errors.NOT_FOUND,
            "could not resolve '" .. text .. "' as PID or registered name",
            process.send(text, "x"))
    end
end

function T.a_function_cannot_be_sent()
    expect.failure(errors.INVALID, "function", process.send(process.pid(), "x", print))
    expect.failure(errors.INVALID, "function", process.send(process.pid(), "x", { a = { print } }))
    expect.failure(errors.INVALID, "function", process.send(process.pid(), "x", 1, print))
end

function T.a_message_that_is_too_large_names_the_limit()
    local text = string.rep("x", 10 * 1024 * 1024)
    expect.failure(errors.INVALID, "messageBytesMax", process.send(process.pid(), "x", text))
end

function T.a_message_that_is_nested_too_deeply_names_the_limit()
    local deep = {}
    for _ = 1, 200 do
        deep = { deep }
    end
    expect.failure(errors.INVALID, "messageDepthMax", process.send(process.pid(), "x", deep))
end

return T
