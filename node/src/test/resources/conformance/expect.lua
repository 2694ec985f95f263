-- Assertions that say what was expected and what was found.
local expect = {}

local function show(value)
    return type(value) == "string" and string.format("%q", value) or tostring(value)
end

local function fail(what, expected, found)
    error((what or "value") .. ": expected " .. expected .. ", found " .. found, 3)
end

function expect.equal(expected, found, what)
    if expected ~= found then
        fail(what, show(expected), show(found))
    end
end

function expect.type(expected, found, what)
    if type(found) ~= expected then
        fail(what, "a " .. expected, "a " .. type(found) .. ": " .. tostring(found))
    end
end

-- Plain text, no pattern; errors count as their message.
function expect.contains(text, found, what)
    if not string.find(tostring(found), text, 1, true) then
        fail(what, "something with " .. show(text), show(tostring(found)))
    end
end

function expect.matches(pattern, found, what)
    if not string.find(tostring(found), pattern) then
        fail(what, "a match of " .. show(pattern), show(tostring(found)))
    end
end

-- An error object of this kind whose message contains this text.
function expect.error(kind, text, found)
    if type(found) ~= "userdata" then
        fail("error", "an error object of kind " .. show(kind), show(found))
    end
    if found:kind() ~= kind then
        fail("kind", show(kind), show(found:kind()) .. " of " .. show(found:message()))
    end
    if not string.find(found:message(), text, 1, true) then
        fail("message", "something with " .. show(text), show(found:message()))
    end
end

-- What a fallible call gave: nothing, and an error.
function expect.failure(kind, text, value, err)
    if value ~= nil then
        fail("result", "nil and an error with " .. show(text), show(value))
    end
    expect.error(kind, text, err)
end

-- That a call raises, and a text in what it raises.
function expect.raises(text, call, ...)
    local ok, raised = pcall(call, ...)
    if ok then
        fail("call", "an error with " .. show(text), "no error")
    end
    if not string.find(tostring(raised), text, 1, true) then
        fail("error", "something with " .. show(text), show(tostring(raised)))
    end
    return raised
end

-- A list of plain values, in this order.
function expect.list(expected, found, what)
    local function text(list)
        local shown = {}
        for i = 1, #list do
            shown[i] = show(list[i])
        end
        return "{" .. table.concat(shown, ", ") .. "}"
    end
    expect.type("table", found, what)
    if text(expected) ~= text(found) then
        fail(what, text(expected), text(found))
    end
end

return expect
