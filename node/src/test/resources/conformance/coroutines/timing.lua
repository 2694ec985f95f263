local expect, child = require("expect"), require("child")
local T = {}

local function since(start)
    return time.now():sub(start):milliseconds()
end

function T.sleep_waits_and_gives_nothing()
    local start = time.now()
    expect.equal(0, select("#", time.sleep("20ms")))
    expect.equal(true, since(start) >= 19, "it waits")
end

function T.sleep_takes_nanoseconds_text_and_durations()
    for _, duration in ipairs({ 10000000, "10ms", (time.parse_duration("10ms")), 10 * time.MILLISECOND }) do
        local start = time.now()
        time.sleep(duration)
        expect.equal(true, since(start) >= 9 and since(start) < 60000, "it waits 10 ms")
    end
end

function T.sleep_of_nothing_returns_at_once()
    local start = time.now()
    time.sleep(0)
    time.sleep(-1)
    time.sleep("-1h")
    expect.equal(true, since(start) < 60000, "it does not wait")
end

function T.sleep_with_a_bad_duration_is_invalid()
    expect.failure(errors.INVALID, "", time.sleep("soon"))
    expect.failure(errors.INVALID, "", time.sleep({}))
end

function T.after_gives_one_time_and_is_closed()
    local ch = time.after("5ms")
    local value, ok = ch:receive()
    expect.type("userdata", value)
    expect.equal(true, ok)
    expect.equal(true, since(value) < 60000, "it is the time now")
    value, ok = ch:receive()
    expect.equal(nil, value)
    expect.equal(false, ok)
end

function T.after_timer_and_ticker_want_a_duration_above_zero()
    for _, name in ipairs({ "after", "timer", "ticker" }) do
        for _, wrong in ipairs({ 0, -1, "0", "-5s" }) do
            expect.failure(errors.INVALID, "time." .. name .. ": duration must be > 0", time[name](wrong))
        end
        expect.failure(errors.INVALID, "time." .. name, time[name]("soon"))
    end
end

function T.a_timer_fires_once_and_closes()
    local timer = time.timer("5ms")
    expect.equal(timer:channel(), timer:response())
    local value, ok = timer:channel():receive()
    expect.type("userdata", value)
    expect.equal(true, ok)
    expect.equal(false, select(2, timer:channel():receive()))
    expect.equal(false, timer:stop())
    expect.equal(false, timer:reset("5ms"))
end

function T.a_stopped_timer_is_closed_and_never_fires()
    local timer = time.timer("1h")
    expect.equal(true, timer:stop())
    expect.equal(false, timer:stop())
    local value, ok = timer:channel():receive()
    expect.equal(nil, value)
    expect.equal(false, ok)
end

function T.a_reset_timer_starts_anew()
    local timer, start = time.timer("1h"), time.now()
    expect.equal(true, timer:reset("10ms"))
    timer:channel():receive()
    expect.equal(true, since(start) >= 9 and since(start) < 60000, "it fires after the new time")
end

function T.reset_with_a_bad_duration_raises()
    local timer = time.timer("1h")
    expect.raises("duration must be > 0", timer.reset, timer, 0)
    expect.raises("reset", timer.reset, timer, "soon")
end

function T.a_ticker_ticks_until_it_is_stopped()
    local ticker = time.ticker("3ms")
    for _ = 1, 3 do
        expect.type("userdata", child.take(ticker:channel()))
    end
    expect.equal(true, ticker:stop())
    child.eventually(function() return not select(2, ticker:response():receive()) end, "the end")
end

function T.a_ticker_keeps_no_more_than_sixteen_ticks()
    local ticker, ticks = time.ticker("1ms"), 0
    time.sleep("500ms")
    ticker:stop()
    while select(2, ticker:channel():receive()) do
        ticks = ticks + 1
    end
    expect.equal(16, ticks)
end

function T.timers_fire_in_the_order_of_their_times()
    local late, early = time.after("30s"), time.after("10ms")
    expect.equal(early, channel.select({ late:case_receive(), early:case_receive() }).channel)
end

function T.a_timer_of_an_ended_process_does_no_harm()
    child.ends("time.timer('5ms') time.ticker('1ms') return 1")
    time.sleep("15ms")
    expect.equal(1, (child.exec("return 1")))
end

function T.a_thousand_processes_sleep_at_once()
    local start = time.now()
    for _ = 1, 1000 do
        child.monitored("time.sleep('100ms')")
    end
    for _ = 1, 1000 do
        child.take(process.events())
    end
    -- One after the other they would take 100 s.
    expect.equal(true, since(start) < 50000, "in parallel: " .. since(start) .. " ms")
end

return T
