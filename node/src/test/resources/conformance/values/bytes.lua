-- Text beyond ASCII, and bytes that are no text at all, come back byte for byte.
local expect, child = require("expect"), require("child")
local T = {}

local TEXTS = {
    "é", "€", "😀", "x😀y", "\255", "x😀\255", "\240\159\152", "\237\160\189\237\184\128", "\0\128", "\195\188\195",
}

local function each(check)
    for _, text in ipairs(TEXTS) do
        check(text)
    end
end

function T.literals_are_the_bytes_of_the_source()
    expect.equal("\240\159\152\128", "😀")
    expect.equal(2, #"é")
end

function T.a_message_of_an_error_keeps_its_bytes()
    each(function(text)
        expect.equal(text, errors.new(text):message())
        expect.equal(text, errors.new({ message = text }):message())
        expect.equal("<" .. text .. ">", "<" .. errors.new(text) .. ">")
        expect.equal(text, tostring(errors.wrap(text, text)))
        expect.contains(text, errors.wrap("x", text):stack())
    end)
end

function T.a_raised_text_keeps_its_bytes()
    each(function(text)
        expect.equal(text, select(2, pcall(error, text, 0)))
        expect.contains(text, select(2, pcall(function() error(text) end)))
        expect.equal(text, child.ends("error(..., 0)", text).error:message())
        expect.equal(text, child.ends("return nil, ...", text).error:message())
        expect.equal(text, child.ends("error(errors.new(...))", text).error:message())
        local _, err = child.exec("return nil, ...", text)
        expect.equal(text, err:message())
    end)
end

function T.errors_of_the_runtime_quote_bytes()
    each(function(text)
        expect.raises("'" .. text .. "'", require, text)
        expect.failure(errors.NOT_FOUND, "'" .. text .. "'", process.send(text, "t"))
        expect.failure(errors.NOT_FOUND, text, process.spawn(text, child.host))
    end)
    expect.raises("field 'ключ'", function() return ({})["ключ"].x end)
    expect.raises("'%\255'", string.format, "%\255", 1)
end

function T.names_of_chunks_keep_their_bytes()
    local _, raised = pcall(load("error('x')", "=😀"))
    expect.equal("😀:1: x", raised)
    local chunk, wrong = load("x = = 1", "=é")
    expect.equal(nil, chunk)
    expect.contains("é:1:", wrong)
    expect.contains("'\255'", select(2, load("\255")))
end

function T.topics_keep_their_bytes()
    local inbox = process.inbox()
    each(function(text)
        process.send(process.pid(), text, text)
        local message = child.take(inbox)
        expect.equal(text, message:topic())
        expect.equal(text, message:payload())
        process.send(process.pid(), "a" .. text, 1)
        expect.equal(1, child.take(process.listen("a" .. text)))
    end)
end

function T.names_keep_their_bytes()
    each(function(text)
        local name = "bytes " .. text
        expect.equal(true, process.registry.register(name))
        expect.equal(process.pid(), (process.registry.lookup(name)))
        expect.failure(errors.NOT_FOUND, "", process.registry.lookup(name .. "\254"))
        process.send(name, "by name", text)
        expect.equal(text, child.take(process.listen("by name")))
        expect.equal(true, process.registry.unregister(name))
    end)
end

function T.a_name_is_measured_in_bytes()
    expect.equal(true, process.registry.register(string.rep("é", 512)))
    expect.failure(errors.INVALID, "bytes", process.registry.register(string.rep("é", 513)))
end

function T.payloads_and_keys_keep_their_bytes()
    each(function(text)
        local got = child.exec("local t = ... return { t, key = t }", text)
        expect.equal(text, got[1])
        expect.equal(text, got.key)
        expect.equal(text, child.exec("local t = ... return t[next(t)]", { [text] = text }))
    end)
end

function T.print_takes_any_bytes()
    each(function(text)
        expect.equal(0, select("#", print(text, errors.new(text))))
    end)
    print("x" .. string.rep("😀", 5000))
end

function T.an_error_that_nothing_caught_is_not_retryable()
    expect.equal(false, child.ends("error('x')").error:retryable())
    expect.equal(false, child.ends("return nil, 'x'").error:retryable())
    expect.equal(false, child.ends("local x = nil; x()").error:retryable())
end

function T.only_a_string_makes_an_error()
    expect.raises("bad argument #1", errors.new, 5)
    expect.raises("bad argument #1", errors.new, errors.new("x"))
    expect.raises("bad argument #1", errors.new, { message = errors.new("x") })
    expect.raises("bad argument #1", errors.new, { kind = errors.INVALID })
end

return T
