local expect, child = require("expect"), require("child")
local T = {}

function T.a_pid_has_node_host_incarnation_and_number()
    local pid = child.idle()
    expect.matches("^{local@conformance:processes|%x+%.%d+}$", pid)
end

function T.the_pid_of_a_function_names_the_function_as_host()
    local start = "{local@conformance.life:the_pid_of_a_function_names_the_function_as_host|"
    expect.equal(start, process.pid():sub(1, #start))
end

function T.spawn_gives_the_pid_that_the_child_sees()
    local news = process.listen("news")
    local pid = child.spawn("process.send(..., 'news', process.pid())", process.pid())
    expect.equal(pid, child.take(news))
end

function T.a_pid_stays_the_same()
    local before = process.pid()
    time.sleep("1ms")
    expect.equal(before, process.pid())
end

function T.pids_are_never_the_same()
    local seen = {}
    for _ = 1, 100 do
        local pid = child.spawn("return 1")
        expect.equal(nil, seen[pid])
        seen[pid] = true
    end
end

function T.id_is_the_id_of_the_entry()
    expect.equal("conformance.life:id_is_the_id_of_the_entry", process.id())
    expect.equal("conformance:run", (child.exec("return process.id()")))
end

function T.the_arguments_of_spawn_are_those_of_main()
    local value = child.exec("return {select('#', ...), ...}", 1, nil, "three")
    expect.equal(3, value[1])
    expect.equal(1, value[2])
    expect.equal(nil, value[3])
    expect.equal("three", value[4])
end

return T
