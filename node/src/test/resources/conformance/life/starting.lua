local expect, child = require("expect"), require("child")
local T = {}
local HOST = child.host
local SPAWNS = { "spawn", "spawn_monitored", "spawn_linked", "spawn_linked_monitored", "exec" }

function T.spawn_without_host_is_invalid()
    for _, name in ipairs(SPAWNS) do
        local text = "requires at least id and host arguments"
        expect.failure(errors.INVALID, text, process[name]())
        expect.failure(errors.INVALID, text, process[name]("conformance:run"))
    end
    expect.failure(errors.INVALID, "spawn requires at least id and host arguments", process.spawn())
end

function T.an_id_or_host_of_another_type_raises()
    for _, name in ipairs(SPAWNS) do
        expect.raises("bad argument #1", process[name], nil, HOST)
        expect.raises("bad argument #1", process[name], {}, HOST)
        expect.raises("bad argument #2", process[name], "conformance:run", false)
    end
end

function T.an_empty_id_or_host_is_invalid()
    for _, name in ipairs(SPAWNS) do
        expect.failure(errors.INVALID, "empty", process[name]("", HOST))
        expect.failure(errors.INVALID, "empty", process[name]("conformance:run", ""))
    end
end

function T.a_malformed_id_is_invalid_for_exec()
    for _, id in ipairs({ "run", ":run", "conformance:" }) do
        expect.failure(errors.INVALID, "malformed process id", process.exec(id, HOST))
    end
end

function T.an_unknown_host_is_not_found()
    for _, name in ipairs(SPAWNS) do
        local value, err = process[name]("conformance:run", "conformance:procesess")
        expect.failure(errors.NOT_FOUND, "host not found", value, err)
        expect.contains("conformance:processes", err, "hint")
    end
end

function T.the_host_is_looked_up_before_the_entry()
    expect.failure(errors.NOT_FOUND, "host not found", process.spawn("no:entry", "no:host"))
end

function T.an_unknown_entry_is_not_found()
    for _, name in ipairs(SPAWNS) do
        expect.failure(errors.NOT_FOUND, "factory not found", process[name]("conformance:rum", HOST))
    end
end

function T.only_process_entries_can_be_spawned()
    expect.failure(errors.NOT_FOUND, "factory not found", process.spawn("conformance:expect", HOST))
    expect.failure(errors.NOT_FOUND, "factory not found", process.spawn(process.id(), HOST))
    expect.failure(errors.NOT_FOUND, "factory not found", process.spawn(HOST, HOST))
end

function T.an_error_at_the_top_level_is_a_spawn_error()
    local value, err = process.spawn("conformance.life:raises_at_the_top", HOST)
    expect.failure(errors.INTERNAL, "failed to execute script", value, err)
    expect.contains("top level trouble", err)
end

function T.a_missing_method_is_not_found()
    local value, err = process.spawn("conformance.life:has_no_method", HOST)
    expect.failure(errors.NOT_FOUND, 'method "absent" not found in module; the chunk returned ', value, err)
end

function T.a_chunk_may_return_the_function_itself()
    expect.equal("itself", (process.exec("conformance.life:returns_a_function", HOST)))
end

function T.method_names_the_field_to_run()
    expect.equal("second", (process.exec("conformance.life:second_method", HOST)))
end

function T.a_failed_spawn_leaves_neither_monitor_nor_link()
    process.spawn_linked_monitored("conformance.life:raises_at_the_top", HOST)
    child.nothing(process.events())
end

function T.the_top_level_has_run_when_spawn_returns()
    process.registry.register("listens_to_top_level")
    local inbox = process.inbox()
    process.spawn("conformance.life:sends_at_the_top", HOST)
    process.send(process.pid(), "after spawn", "after spawn")
    expect.equal("from the top", child.take(inbox):payload())
end

function T.nothing_can_block_or_spawn_at_the_top_level()
    for what in pairs({ sleep = 1, receive = 1, spawn = 1, exec = 1, coroutine = 1 }) do
        process.registry.register("at_the_top_" .. what)
    end
    local _, err = process.spawn("conformance.life:blocks_at_the_top", HOST)
    expect.equal(nil, err)
    local inbox = process.inbox()
    for _ = 1, 5 do
        local message = child.take(inbox)
        expect.contains("top level", message:payload(), message:topic())
    end
end

function T.a_host_takes_no_more_than_max_processes()
    local code = "process.inbox():receive()"
    local first = process.spawn_monitored("conformance:run", "conformance:pair", code)
    local second = process.spawn_monitored("conformance:run", "conformance:pair", code)
    expect.type("string", second)
    expect.failure(
        errors.UNAVAILABLE, "host is full", process.spawn("conformance:run", "conformance:pair", code))
    process.terminate(first)
    child.exit(first)
    child.eventually(function()
        return process.spawn("conformance:run", "conformance:pair", "return 1")
    end, "room on the host")
    process.terminate(second)
end

function T.a_function_among_the_arguments_is_invalid()
    expect.failure(errors.INVALID, "function", process.spawn("conformance:run", HOST, print))
    expect.failure(errors.INVALID, "function", process.exec("conformance:run", HOST, { { print } }))
end

function T.a_child_cannot_exit_before_its_monitor_exists()
    for _ = 1, 200 do
        child.ends("return 1")
    end
end

function T.a_child_cannot_fail_before_its_link_exists()
    process.set_options({ trap_links = true })
    for _ = 1, 200 do
        child.link_down(child.linked("error('at once')"))
    end
end

function T.exec_gives_the_value_of_the_child()
    local value, err = child.exec("return {a = ...}", 5)
    expect.equal(5, value.a)
    expect.equal(nil, err)
end

function T.exec_gives_the_error_of_the_child()
    expect.failure(errors.INTERNAL, "bad", child.exec("return nil, 'bad'"))
    expect.failure(errors.INTERNAL, "worse", child.exec("error('worse')"))
    expect.failure(errors.TIMEOUT, "t", child.exec("error(errors.new({message='t', kind=errors.TIMEOUT}))"))
end

function T.exec_gives_an_error_if_the_child_is_terminated()
    local text = "process.terminate(process.pid()) time.sleep('1h')"
    expect.failure(errors.INTERNAL, "process terminated", child.exec(text))
end

function T.exec_leaves_no_event_behind()
    child.exec("return 1")
    child.nothing(process.events())
end

function T.exec_blocks_only_the_coroutine_that_calls_it()
    local order = {}
    local function exec(code)
        local value = child.exec(code)
        order[#order + 1] = value
    end
    coroutine.spawn(function() exec("time.sleep('30ms') return 'slow'") end)
    exec("return 'fast'")
    child.eventually(function() return #order == 2 end, "both results")
    expect.list({ "fast", "slow" }, order)
end

function T.the_child_of_exec_outlives_its_caller()
    local news = process.listen("news")
    local caller = child.monitored([[
        child.exec("time.sleep('30ms') process.send(..., 'news', 'still here')", ...)]], process.pid())
    time.sleep("10ms")
    process.terminate(caller)
    child.exit(caller)
    expect.equal("still here", child.take(news))
end

return T
