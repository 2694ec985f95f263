local expect, child = require("expect"), require("child")
local T = {}
local spawn = coroutine.spawn

-- The order in which steps happen.
local function steps()
    local list = {}
    return list, function(step) list[#list + 1] = step end
end

function T.spawn_gives_the_thread()
    expect.type("thread", spawn(function() end))
end

function T.spawn_wants_a_function()
    expect.raises("bad argument #1", spawn)
    expect.raises("bad argument #1", spawn, {})
end

function T.spawn_passes_no_arguments()
    local count
    spawn(function(...) count = select("#", ...) end, 1, 2)
    expect.equal(0, count)
end

function T.the_new_coroutine_runs_up_to_its_first_wait_before_its_spawner()
    local list, step = steps()
    spawn(function()
        step("new")
        coroutine.yield()
        step("later")
    end)
    step("spawner")
    coroutine.yield()
    expect.list({ "new", "spawner", "later" }, list)
end

function T.the_run_queue_is_first_in_first_out()
    local list, step = steps()
    for i = 1, 4 do
        spawn(function()
            coroutine.yield()
            step(i)
            coroutine.yield()
            step(i)
        end)
    end
    coroutine.yield()
    coroutine.yield()
    expect.list({ 1, 2, 3, 4, 1, 2, 3, 4 }, list)
end

function T.coroutines_can_spawn_coroutines()
    local list, step = steps()
    spawn(function()
        step("a")
        spawn(function()
            step("b")
            time.sleep("1ms")
            step("d")
        end)
        step("c")
        time.sleep("20ms")
        step("e")
    end)
    child.eventually(function() return #list == 5 end, "all steps")
    expect.list({ "a", "b", "c", "d", "e" }, list)
end

function T.a_blocked_coroutine_does_not_stop_the_others()
    local list, step = steps()
    spawn(function()
        time.sleep("10ms")
        step("short")
    end)
    time.sleep("40ms")
    step("long")
    expect.list({ "short", "long" }, list)
end

function T.every_blocking_call_lets_siblings_run()
    for name, wait in pairs({
        sleep = function() time.sleep("5ms") end,
        exec = function() child.exec("time.sleep('5ms')") end,
        receive = function() time.after("5ms"):receive() end,
        events = function() child.ends("time.sleep('5ms')") end,
    }) do
        local ran = false
        spawn(function() coroutine.yield() ran = true end)
        wait()
        expect.equal(true, ran, name)
    end
end

function T.a_thousand_coroutines_sleep_at_once()
    local left, start = 1000, time.now()
    for _ = 1, 1000 do
        spawn(function() time.sleep("100ms") left = left - 1 end)
    end
    child.eventually(function() return left == 0 end, "all have slept")
    expect.equal(true, time.now():sub(start):seconds() < 50, "in parallel")
end

function T.all_coroutines_blocked_for_good_is_a_deadlock()
    local text = "deadlock: all coroutines blocked with no pending operations"
    expect.contains(text, child.ends("channel.select({})").error)
    expect.contains(text, child.ends("coroutine.spawn(function() channel.select({}) end) channel.select({})").error)
end

function T.a_process_that_waits_for_a_channel_just_idles()
    local pid = child.monitored("channel.new():receive()")
    child.nothing(process.events())
    process.terminate(pid)
end

function T.user_coroutines_yield_and_resume()
    local co = coroutine.create(function(a, b)
        local c = coroutine.yield(a + b)
        local d, e = coroutine.yield(c * 2)
        return d + e, "end"
    end)
    expect.list({ true, 3 }, { coroutine.resume(co, 1, 2) })
    expect.list({ true, 10 }, { coroutine.resume(co, 5) })
    expect.list({ true, 7, "end" }, { coroutine.resume(co, 3, 4) })
    expect.equal("dead", coroutine.status(co))
    expect.list({ false, "cannot resume dead coroutine" }, { coroutine.resume(co) })
end

function T.a_blocking_call_in_a_user_coroutine_is_no_yield()
    local list, step = steps()
    local co = coroutine.wrap(function()
        time.sleep("5ms")
        step("slept")
        coroutine.yield("first")
        child.exec("time.sleep('5ms')")
        return "second"
    end)
    spawn(function() coroutine.yield() step("sibling") end)
    expect.equal("first", co())
    expect.equal("second", co())
    expect.list({ "sibling", "slept" }, list)
end

function T.user_coroutines_work_inside_spawned_ones()
    local got = channel.new(10)
    for n = 1, 3 do
        spawn(function()
            local gen = coroutine.wrap(function()
                for i = 1, 3 do
                    time.sleep("1ms")
                    coroutine.yield(n * 10 + i)
                end
            end)
            got:send(gen() + gen() + gen())
        end)
    end
    local sum = 0
    for _ = 1, 3 do
        sum = sum + child.take(got)
    end
    expect.equal(36 + 66 + 96, sum)
end

function T.a_coroutine_spawned_in_a_user_coroutine_is_scheduled()
    local ch = channel.new()
    local co = coroutine.wrap(function()
        spawn(function()
            time.sleep("2ms")
            ch:send("inner")
        end)
        coroutine.yield("outer")
        return ch:receive()
    end)
    expect.equal("outer", co())
    expect.equal("inner", co())
end

function T.a_user_coroutine_can_go_from_one_coroutine_to_another()
    local gen = coroutine.wrap(function()
        for i = 1, 4 do
            time.sleep("1ms")
            coroutine.yield(i)
        end
    end)
    local got = channel.new(4)
    got:send(gen())
    spawn(function() got:send(gen()) end)
    local first, second = child.take(got), child.take(got)
    expect.list({ 1, 2, 3 }, { first, second, gen() })
end

function T.a_spawned_coroutine_cannot_be_resumed()
    local co = spawn(function() time.sleep("1ms") end)
    local ok, why = coroutine.resume(co)
    expect.equal(false, ok)
    expect.contains("cannot resume", why)
end

function T.status_follows_a_spawned_coroutine()
    local inside
    local co
    co = spawn(function()
        coroutine.yield()
        inside = coroutine.status(co)
    end)
    expect.equal("suspended", coroutine.status(co))
    coroutine.yield()
    expect.equal("running", inside)
    expect.equal("dead", coroutine.status(co))
end

function T.running_tells_main_from_others()
    local _, main = coroutine.running()
    expect.equal(true, main)
    local other, thread
    local co = spawn(function() thread, other = coroutine.running() end)
    expect.equal(false, other)
    expect.equal(co, thread)
end

function T.blocking_works_inside_pcall()
    local ok, value = pcall(function() return child.exec("time.sleep('2ms') return 5") end)
    expect.equal(true, ok)
    expect.equal(5, value)
    expect.contains("after", expect.raises("after", function() time.sleep("1ms") error("after") end))
end

function T.blocking_works_inside_a_sort_comparator()
    local list = { 3, 1, 2 }
    table.sort(list, function(a, b) time.sleep("1ms") return a < b end)
    expect.list({ 1, 2, 3 }, list)
end

function T.blocking_works_inside_metamethods()
    local slow = setmetatable({}, {
        __index = function(_, key) time.sleep("1ms") return key end,
        __add = function() return (child.exec("return 7")) end,
        __call = function() return time.after("1ms"):receive() end,
        __tostring = function() time.sleep("1ms") return "slow" end,
        __eq = function() time.sleep("1ms") return true end,
    })
    expect.equal("x", slow.x)
    expect.equal(7, slow + 1)
    expect.type("userdata", slow())
    expect.equal("slow", tostring(slow))
end

function T.blocking_works_inside_iterators_and_gsub()
    local seen = {}
    for i in function(_, i) time.sleep("1ms") i = (i or 0) + 1 return i < 4 and i or nil end do
        seen[#seen + 1] = i
    end
    expect.list({ 1, 2, 3 }, seen)
    expect.equal("[a][b]", (string.gsub("ab", ".", function(c) time.sleep("1ms") return "[" .. c .. "]" end)))
end

function T.blocking_in_a_comparator_lets_siblings_run_in_a_spawned_coroutine()
    local done, ran = channel.new(1), 0
    spawn(function()
        local list = { 5, 4, 3, 2, 1 }
        table.sort(list, function(a, b) time.sleep("1ms") return a < b end)
        done:send(list)
    end)
    spawn(function() for _ = 1, 5 do time.sleep("1ms") ran = ran + 1 end end)
    expect.list({ 1, 2, 3, 4, 5 }, child.take(done))
    expect.equal(true, ran > 0)
end

function T.an_endless_loop_does_not_stop_other_processes()
    local pids = {}
    for i = 1, 6 do
        pids[i] = child.spawn("while true do end")
    end
    for _ = 1, 20 do
        expect.equal(1, (child.exec("return 1")))
    end
    for _, pid in ipairs(pids) do
        process.terminate(pid)
    end
end

return T
