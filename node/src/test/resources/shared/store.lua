local fails = require("fails")
local T = {}

local function in_a_process(code, ...)
    return process.exec("shared:child", "shared:processes", code, ...)
end

function T.a_value_is_found_again()
    local s = assert(store.get("shared:values"))
    assert(tostring(s) == "store.Store{}")
    assert(s:set("found", { list = { 1, 2 }, text = "x\255" }) == true)
    local value = assert(s:get("found"))
    assert(value.list[2] == 2 and value.text == "x\255")
    assert(s:has("found") == true and s:has("other") == false)
    assert(s:put("found", 5) == true and s:get("found") == 5)
    assert(s:entry("found").value == 5 and s:entry("found").expires_at == nil)
    assert(s:delete("found") == true and s:delete("found") == false)
    fails("NotFound", "key not found: found", s:get("found"))
end

function T.values_are_copied_in_and_out()
    local s = store.get("shared:values")
    local cycle = { n = 1 }
    cycle.self = cycle
    s:set("copy", cycle)
    cycle.n = 2
    local one, other = s:get("copy"), s:get("copy")
    assert(one.n == 1 and one.self == one and one ~= other)
    one.n = 3
    assert(s:get("copy").n == 1)
    s:set("error", errors.new({ message = "m", kind = errors.NOT_FOUND }))
    assert(s:get("error"):kind() == errors.NOT_FOUND)
end

function T.all_processes_see_the_same_store()
    store.get("shared:values"):set("mine", "a")
    local seen = in_a_process([[
        local s = store.get("shared:values")
        s:set("theirs", s:get("mine") .. "b")
        return s:get("theirs")]])
    assert(seen == "ab" and store.get("shared:values"):get("theirs") == "ab")
end

function T.a_value_expires()
    local s = store.get("shared:values")
    assert(s:set("short", 1, 0.02))
    assert(s:set("long", 2, 3600))
    assert(s:entry("long").expires_at > os.time())
    local waited = 0
    while s:has("short") and waited < 500 do
        time.sleep("10ms")
        waited = waited + 1
    end
    fails("NotFound", "short", s:get("short"))
    assert(s:get("long") == 2)
    assert(s:set("long", 3) and s:entry("long").expires_at == nil)
end

function T.a_full_store_says_so()
    local s = store.get("shared:small")
    for i = 1, 3 do
        assert(s:set("key" .. i, i))
    end
    fails("Unavailable", "max_size=3", s:set("key4", 4))
    assert(s:set("key3", 33) and s:get("key3") == 33)
    assert(s:delete("key1") and s:set("key4", 4))
end

function T.a_process_cannot_fill_the_heap()
    local s = store.get("shared:filled")
    local value, taken, err = string.rep("x", 10000), 0, nil
    for i = 1, 1000 do
        local ok
        ok, err = s:set("key" .. i, value)
        if not ok then
            break
        end
        taken = i
    end
    assert(taken > 90 and taken < 100, taken)
    fails("Unavailable", "max_bytes=1000000", nil, err)
    assert(s:info().entries == taken and s:info().bytes <= 1000000)
end

function T.bad_calls_get_errors()
    fails("Invalid", "empty store id", store.get(""))
    fails("NotFound", "shared:nowhere", store.get("shared:nowhere"))
    fails("NotFound", "shared:child", store.get("shared:child"))
    local s = store.get("shared:values")
    fails("Invalid", "1 to 1024 bytes", s:get(""))
    fails("Invalid", "1 to 1024 bytes", s:set(string.rep("k", 1025), 1))
    fails("Invalid", "nil cannot be stored", s:set("k", nil))
    fails("Invalid", "function", s:set("k", print))
    fails("Invalid", "channel", s:set("k", channel.new()))
    fails("Invalid", "ttl", s:set("k", 1, -1))
    fails("Invalid", "ttl", s:set("k", 1, 0 / 0))
    fails("Invalid", "1 to 1000 keys", s:list("", 1e9))
    assert(not pcall(s.get, s, 5) and not pcall(s.get, {}, "k") and not pcall(store.get, nil))
end

function T.a_released_store_is_of_no_use()
    local s = store.get("shared:values")
    assert(s:release() == true and s:release() == true)
    assert(tostring(s) == "store.Store{released}")
    fails("Invalid", "released", s:get("k"))
    fails("Invalid", "released", s:set("k", 1))
end

function T.keys_are_listed_in_order()
    local s = store.get("shared:values")
    for _, key in ipairs({ "l:b", "l:a", "l:c", "m" }) do
        s:set(key, 1)
    end
    assert(table.concat(s:list("l:"), " ") == "l:a l:b l:c")
    assert(table.concat(s:list("l:", 2), " ") == "l:a l:b")
    assert(s:info().id == "shared:values" and s:info().max_size == 100000)
end

return T
