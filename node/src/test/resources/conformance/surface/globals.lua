local expect, child = require("expect"), require("child")
local T = {}

function T.these_globals_are_always_there()
    local names = "process channel payload errors coroutine string table math os print subscribe"
        .. " unsubscribe assert error getmetatable ipairs next pairs pcall rawequal rawget rawset select"
        .. " setmetatable tonumber tostring type unpack xpcall require load _G _VERSION"
    for name in names:gmatch("%S+") do
        expect.equal(true, _G[name] ~= nil, name)
    end
end

function T.nothing_unsafe_is_reachable()
    local names = "io debug package luajava loadfile dofile loadstring collectgarbage module setfenv getfenv"
    for name in names:gmatch("%S+") do
        expect.equal(nil, _G[name], name)
        expect.raises("module '" .. name .. "' not found", require, name)
    end
end

function T.os_has_only_what_tells_the_time()
    local found = {}
    for name in pairs(os) do
        found[#found + 1] = name
    end
    table.sort(found)
    expect.list({ "clock", "date", "difftime", "platform", "time" }, found)
    expect.equal("moonlet", os.platform)
end

function T.os_time_without_hour_is_midnight()
    local day = { year = 2024, month = 2, day = 29 }
    expect.equal("00:00:00", os.date("%H:%M:%S", os.time(day)))
    expect.equal("2024-02-29", os.date("%Y-%m-%d", os.time(day)))
    expect.equal(true, math.abs(os.time() - time.now():unix()) < 5)
end

function T.a_java_class_cannot_be_required()
    expect.raises("module 'java.lang.System' not found", require, "java.lang.System")
    expect.raises("module 'org.luaj.vm2.lib.jse.LuajavaLib' not found", require, "org.luaj.vm2.lib.jse.LuajavaLib")
end

function T.binary_chunks_are_refused()
    local chunk, why = load("\27Lua" .. string.rep("\0", 20), "=x", "b")
    expect.equal(nil, chunk)
    expect.type("string", why)
    chunk, why = load("\27Lua\82\0\1\4\8\4\8\0", "=x")
    expect.equal(nil, chunk)
    expect.type("string", why)
end

function T.load_compiles_text_with_an_environment()
    local env = {}
    load("x = 5", "=x", "t", env)()
    expect.equal(5, env.x)
    expect.equal(nil, x)
    expect.equal(3, load("return 1 + 2")())
    expect.equal(nil, (load("return +")))
end

function T.the_metatable_of_strings_is_sealed()
    expect.equal(false, getmetatable("") and type(getmetatable("")) == "table" and getmetatable("").__index ~= string)
    expect.raises("", function() getmetatable("").__index = nil end)
    expect.raises("", setmetatable, "", {})
    expect.equal("A", ("a"):upper())
end

function T.library_and_module_tables_cannot_be_changed()
    local tables = {
        process = process, registry = process.registry, event = process.event, channel = channel,
        payload = payload, errors = errors, coroutine = coroutine, string = string, table = table,
        math = math, os = os, time = time, format = payload.format,
    }
    for name, module in pairs(tables) do
        expect.raises("cannot be changed", function() module.new_field = 1 end)
        expect.raises("cannot be changed", rawset, module, "new_field", 1)
        expect.raises("cannot", setmetatable, module, {})
        local key = next(module)
        expect.raises("cannot be changed", function() module[key] = nil end)
        expect.equal(nil, rawget(module, "new_field"), name)
        expect.raises("", table.insert, module, 1)
    end
end

function T.metatables_of_our_types_cannot_be_reached()
    local process_event = child.ends("return 1").result
    for _, value in ipairs({ channel.new(), errors.new("x"), payload.new(1), time.now(), process_event }) do
        expect.equal(false, getmetatable(value))
    end
end

function T.a_global_can_be_replaced_for_oneself_only()
    print = nil
    string = { upper = function() return "hacked" end }
    expect.equal("function table", (child.exec("return type(print) .. ' ' .. type(string.upper and string)")))
    expect.equal("A", ("a"):upper())
end

function T.declared_modules_are_globals_and_can_be_required()
    expect.equal(time, require("time"))
    expect.equal(_G.time, time)
end

function T.an_undeclared_module_is_not_visible()
    local value = process.exec("conformance.surface:declares_nothing", child.host)
    expect.equal("nil", value.global)
    expect.contains("module 'time' not found", value.raised)
end

function T.require_of_an_unknown_module_names_it()
    expect.raises("module 'nonsense' not found", require, "nonsense")
end

function T.imports_are_globals_and_can_be_required()
    expect.equal(_G.expect, require("expect"))
    expect.equal(child, _G.child)
end

function T.always_present_modules_can_be_required()
    for _, name in ipairs({ "process", "channel", "errors", "payload", "os", "coroutine", "string" }) do
        expect.equal(_G[name], require(name), name)
    end
end

function T.G_is_the_table_of_globals()
    _G.through_g = 1
    expect.equal(1, through_g)
    through_name = 2
    expect.equal(2, _G.through_name)
    expect.equal(_G, _G._G)
    local seen = {}
    for name in pairs(_G) do
        seen[name] = true
    end
    expect.equal(true, seen.process and seen.print and seen.through_g)
end

function T.print_takes_anything()
    expect.equal(0, select("#", print("conformance", 1, nil, true, setmetatable({}, {
        __tostring = function() return "shown" end,
    }))))
end

function T.casts_check_types()
    expect.equal("x", string("x"))
    expect.equal(5, number(5))
    expect.equal(5, integer(5))
    expect.equal(true, boolean(true))
    for _, wrong in ipairs({ function() string(5) end, function() number("x") end, function() integer(1.5) end,
        function() boolean(nil) end }) do
        expect.raises("", wrong)
    end
end

function T.process_has_no_unfinished_functions()
    expect.equal(nil, process.unknown_function)
    expect.equal("function", type(process.call))
end

return T
