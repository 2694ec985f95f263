local expect, child = require("expect"), require("child")
local T = {}

function T.the_kinds_have_these_texts()
    local kinds = {
        NOT_FOUND = "NotFound", ALREADY_EXISTS = "AlreadyExists", INVALID = "Invalid",
        PERMISSION_DENIED = "PermissionDenied", UNAVAILABLE = "Unavailable", INTERNAL = "Internal",
        CANCELED = "Canceled", CONFLICT = "Conflict", TIMEOUT = "Timeout", RATE_LIMITED = "RateLimited",
        UNKNOWN = "",
    }
    for name, text in pairs(kinds) do
        expect.equal(text, errors[name], name)
    end
end

function T.a_text_makes_an_error_without_kind()
    local err = errors.new("plain")
    expect.type("userdata", err)
    expect.equal("plain", err:message())
    expect.equal(errors.UNKNOWN, err:kind())
    expect.equal(nil, err:retryable())
    expect.equal(nil, err:details())
end

function T.a_table_sets_all_fields()
    local err = errors.new({
        message = "m", kind = errors.TIMEOUT, retryable = true, details = { a = { b = 1 } },
    })
    expect.equal("m", err:message())
    expect.equal(errors.TIMEOUT, err:kind())
    expect.equal(true, err:retryable())
    expect.equal(1, err:details().a.b)
    expect.equal(false, errors.new({ message = "m", retryable = false }):retryable())
end

function T.empty_details_are_nil()
    expect.equal(nil, errors.new({ message = "m", details = {} }):details())
end

function T.details_are_a_copy()
    local details = { n = 1 }
    local err = errors.new({ message = "m", details = details })
    details.n = 2
    err:details().n = 3
    expect.equal(1, err:details().n)
end

function T.a_message_that_is_no_string_raises()
    expect.raises("bad argument #1", errors.new)
    expect.raises("bad argument #1", errors.new, {})
    expect.raises("bad argument #1", errors.new, { message = 5 })
    expect.raises("bad argument #1", errors.new, true)
end

function T.a_kind_that_there_is_not_raises()
    local raised = expect.raises("bad argument #1", errors.new, { message = "m", kind = "Zz" })
    expect.contains('no kind of errors: "Zz"; kinds are NotFound, ', raised)
    expect.raises("field 'kind' must be a string", errors.new, { message = "m", kind = 5 })
    expect.equal(errors.UNKNOWN, errors.new({ message = "m", kind = "" }):kind())
end

-- No code of the program runs when its process has failed.
function T.an_uncaught_table_is_told_as_what_it_is()
    local function told(code)
        return child.ends(code).error:message()
    end
    local shown = "error(setmetatable({}, { __tostring = function() return 'shown' end }))"
    for _, code in ipairs({ "error({})", shown, "coroutine.spawn(function() " .. shown .. " end) time.sleep('5s')" }) do
        expect.equal("(error object is a table value)", told(code))
    end
end

function T.a_second_argument_is_ignored()
    expect.equal("TIMEOUT", errors.new("TIMEOUT", "text"):message())
end

function T.an_error_reads_as_its_message()
    local err = errors.new("not found here")
    expect.equal("not found here", tostring(err))
    expect.equal("it is not found here!", "it is " .. err .. "!")
    expect.equal("not found here1", err .. 1)
    expect.equal("1not found here", 1 .. err)
    expect.equal("not found herenot found here", err .. err)
end

function T.string_functions_take_errors()
    local err = errors.new("not found here")
    expect.equal(5, (string.find(err, "found")))
    expect.equal("found", string.match(err, "f%a+"))
    expect.equal("NOT FOUND HERE", string.upper(err))
    expect.equal("error: not found here", string.format("error: %s", err))
end

function T.wrap_keeps_everything_but_the_stack()
    local inner = errors.new({ message = "inner", kind = errors.INVALID, retryable = true, details = { 1 } })
    local wrapped = errors.wrap(inner, "while testing")
    expect.equal("inner", wrapped:message())
    expect.equal(errors.INVALID, wrapped:kind())
    expect.equal(true, wrapped:retryable())
    expect.equal(1, wrapped:details()[1])
    expect.contains("while testing", wrapped:stack())
    expect.equal("inner", inner:message())
end

function T.wrap_notes_where_it_was_called()
    local function inner()
        return errors.wrap("m", "first")
    end
    local wrapped = errors.wrap(inner(), "second")
    expect.matches("second\n%S+error_objects.lua:%d+\nfirst\n%S+error_objects.lua:%d+", wrapped:stack())
    local frames = errors.call_stack(wrapped).frames
    expect.equal(2, #frames)
    expect.equal(2, frames[1].line - frames[2].line, "lines between the two calls")
end

function T.wrap_takes_a_text()
    local wrapped = errors.wrap("inner", "outer")
    expect.equal("inner", wrapped:message())
    expect.equal(errors.UNKNOWN, wrapped:kind())
end

function T.is_compares_kinds()
    local err = errors.new({ message = "m", kind = errors.TIMEOUT })
    expect.equal(true, errors.is(err, errors.TIMEOUT))
    expect.equal(false, errors.is(err, errors.INTERNAL))
    expect.equal(true, errors.is(errors.new("m"), errors.UNKNOWN))
    expect.equal(false, errors.is("Timeout", errors.TIMEOUT))
    expect.equal(false, errors.is(nil, errors.UNKNOWN))
    expect.equal(false, errors.is({}, errors.UNKNOWN))
end

function T.the_stack_is_never_empty()
    for _, err in ipairs({ errors.new("m"), errors.new(""), errors.wrap("", "") }) do
        expect.type("string", err:stack())
        expect.equal(true, #err:stack() > 0)
    end
end

function T.raising_and_catching_hands_the_same_object_through()
    local err = errors.new("m")
    local _, caught = pcall(error, err)
    expect.equal(err, caught)
    local _, through = coroutine.resume(coroutine.create(function() error(err) end))
    expect.equal(err, through)
    local _, handled = xpcall(function() error(err, 2) end, function(e) return e end)
    expect.equal(err, handled)
end

function T.a_raised_text_is_a_text()
    local _, caught = pcall(error, "text", 0)
    expect.equal("text", caught)
    expect.type("string", caught)
end

function T.the_call_stack_of_an_uncaught_error_names_lines()
    local stack = errors.call_stack(child.ends("\nerror('x')").error)
    expect.type("table", stack)
    expect.type("string", stack.thread)
    local frame = stack.frames[1]
    expect.equal("child", frame.source)
    expect.equal(2, frame.line)
    expect.type("number", frame.level)
    expect.type("string", frame.name)
    expect.type("string", frame.type)
end

function T.a_value_that_is_no_error_has_no_call_stack()
    expect.equal(nil, errors.call_stack("x"))
    expect.equal(nil, errors.call_stack(nil))
end

function T.errors_of_process_functions_are_not_retryable()
    local _, err = process.send("nobody", "t")
    expect.equal(false, err:retryable())
    _, err = process.exec("no:entry", "no:host")
    expect.equal(false, err:retryable())
    _, err = time.after(0)
    expect.equal(false, err:retryable())
end

function T.an_error_cannot_be_changed()
    local err = errors.new("m")
    expect.raises("", function() err.message = "other" end)
    expect.raises("", setmetatable, err, {})
    expect.equal(false, getmetatable(err))
end

return T
