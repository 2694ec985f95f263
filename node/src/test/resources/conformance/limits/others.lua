local expect, child = require("expect"), require("child")
local T = {}

local function few(code, ...)
    return process.exec("conformance:run", "conformance.limits:few", code, ...)
end

function T.timers_have_a_limit()
    expect.failure(errors.INTERNAL, "timersMax=5", few("for _ = 1, 6 do time.timer('1h') end"))
end

function T.stopped_timers_do_not_count()
    expect.equal(1, (few("for _ = 1, 100 do time.timer('1h'):stop() end return 1")))
end

function T.tickers_and_resets_do_not_use_timers_up()
    expect.equal(1, (few([[
        local ticker, timer = time.ticker("1ms"), time.timer("1h")
        for _ = 1, 20 do ticker:channel():receive() timer:reset("1h") end
        return 1]])))
end

function T.topics_have_a_limit()
    expect.failure(errors.INTERNAL, "listenersMax=3", few("for i = 1, 4 do process.listen('t' .. i) end"))
end

function T.coroutines_have_a_limit()
    expect.failure(errors.INTERNAL, "coroutinesMax=20", few([[
        local all = {}
        for i = 1, 30 do all[i] = coroutine.create(print) end]]))
end

function T.call_depth_has_a_limit_that_pcall_survives()
    expect.contains("callDepthMax=100", (few([[
        local function f() return 1 + f() end
        local _, err = pcall(f)
        return err]])))
end

function T.strings_have_a_limit()
    expect.failure(errors.INTERNAL, "stringBytesMax", few("return #string.rep('x', 2000000)"))
end

function T.a_limit_of_a_message_is_that_of_the_sender()
    expect.failure(errors.INTERNAL, "messageDepthMax=4", few([[
        local _, err = process.send(process.pid(), "t", {{{{{{}}}}}})
        return nil, err:message()]]))
    expect.equal(1, (child.exec("return 1", { { { { { {} } } } } })))
end

return T
