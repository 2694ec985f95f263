local expect, child = require("expect"), require("child")
local T = {}
local CALLEE = "conformance.contexts:a_function_is_a_process_of_its_own"

function T.a_function_is_a_process_of_its_own(asked)
    expect.equal(true, string.find(process.pid(), CALLEE, 1, true) ~= nil)
    if asked == "wait" then
        process.inbox():receive()
    end
    return { pid = process.pid(), context = ctx.all() }
end

function T.a_call_gives_the_result()
    local found, err = funcs.call(CALLEE)
    expect.equal(nil, err)
    expect.equal(true, found.pid ~= process.pid())
    expect.equal(nil, next(found.context))
end

function T.a_call_inherits_the_context()
    local executor = funcs.new():with_context({ request = "5" }):with_options({})
    expect.equal("5", executor:call(CALLEE).context.request)
end

function T.a_process_entry_runs_on_its_default_host()
    local found = funcs.new():with_context({ request = "5" }):call("conformance.contexts:reads")
    expect.equal("5", found.request)
    expect.failure(errors.NOT_FOUND, "no handler registered for target", funcs.call("conformance.contexts:waits"))
end

function T.an_error_keeps_its_kind()
    expect.failure(errors.CONFLICT, "on purpose", funcs.call("conformance.contexts:fails"))
end

function T.ids_that_name_no_function_are_refused()
    expect.failure(errors.INVALID, "function ID required", funcs.call(""))
    expect.failure(errors.INVALID, "namespace required in function ID", funcs.call("x"))
    expect.failure(errors.INVALID, "name required in function ID", funcs.async("x:"))
    expect.failure(errors.NOT_FOUND, "no handler registered for target", funcs.async("x:y"))
    expect.raises("bad argument #1", funcs.call, {})
end

function T.a_future_gives_its_result_once()
    local future = funcs.async(CALLEE)
    expect.equal(false, future:is_complete())
    local pending, no_error = future:result()
    expect.equal(nil, pending)
    expect.equal(nil, no_error)
    local payload, ok = child.take(future:response())
    expect.equal(true, ok)
    expect.equal(true, future:is_complete())
    expect.equal(payload:data(), future:result():data())
    local _, more = future:channel():receive()
    expect.equal(false, more)
    local none, failed = future:error()
    expect.equal(nil, none)
    expect.equal(false, failed)
end

function T.a_future_gives_the_error()
    local future = funcs.async("conformance.contexts:fails")
    expect.error(errors.CONFLICT, "on purpose", (child.take(future:response())))
    local err, failed = future:error()
    expect.error(errors.CONFLICT, "on purpose", err)
    expect.equal(true, failed)
    expect.failure(errors.CONFLICT, "on purpose", future:result())
end

function T.a_cancelled_future_ends_the_work()
    local future = funcs.async("conformance.contexts:named")
    child.eventually(function() return process.registry.lookup("calls.named") end, "the callee runs")
    expect.equal(true, future:cancel())
    expect.equal(false, future:cancel())
    expect.equal(true, future:is_canceled())
    expect.failure(errors.CANCELED, "call canceled", future:result())
    child.eventually(function() return not process.registry.lookup("calls.named") end, "the callee ends")
end

function T.a_callee_can_be_monitored_as_well()
    local future = funcs.async("conformance.contexts:named")
    local pid
    child.eventually(function() pid = process.registry.lookup("calls.named") return pid end, "the callee runs")
    expect.equal(true, process.monitor(pid))
    expect.failure(errors.INTERNAL, "already monitoring pid", process.monitor(pid))
    expect.equal(true, process.unmonitor(pid))
    expect.equal(true, process.monitor(pid))
    process.terminate(pid)
    expect.equal(pid, child.exit(pid).from)
    expect.equal(false, (child.take(future:response())) == nil)
end

function T.a_caller_that_dies_frees_the_callee()
    local pid = process.spawn("conformance.contexts:caller", child.host)
    child.eventually(function() return process.registry.lookup("calls.named") end, "the callee runs")
    process.terminate(pid)
    child.eventually(function() return not process.registry.lookup("calls.named") end, "the callee ends")
end

return T
