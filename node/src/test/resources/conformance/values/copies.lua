local expect, child = require("expect"), require("child")
local T = {}

-- The value as another process gets and gives it back.
local function through(value)
    local result, err = child.exec("return ...", value)
    if err then
        error(err, 2)
    end
    return result
end

function T.plain_values_arrive_as_they_are()
    for _, value in ipairs({ 1, -0.5, 2 ^ 53, "text", "bytes\0\255", true, false }) do
        expect.equal(value, through(value))
    end
    expect.equal(nil, through(nil))
end

function T.tables_are_copied()
    local mine = { 1, { 2 }, key = "v", [3.5] = "f", [true] = "b" }
    local back = through(mine)
    expect.equal(false, back == mine)
    expect.equal(2, back[2][1])
    expect.equal("v", back.key)
    expect.equal("f", back[3.5])
    expect.equal("b", back[true])
end

function T.a_change_after_send_is_not_seen()
    local mine = { n = 1 }
    process.send(process.pid(), "t", mine)
    mine.n = 2
    expect.equal(1, child.take(process.listen("t")).n)
end

function T.cycles_and_shared_tables_keep_their_shape()
    local shared = {}
    local cycle = { a = shared, b = shared }
    cycle.own = cycle
    cycle[cycle] = "key"
    local back = through(cycle)
    expect.equal(back, back.own)
    expect.equal(back.a, back.b)
    expect.equal("key", back[back])
end

function T.tables_shared_by_two_arguments_stay_shared()
    local shared = {}
    expect.equal(true, (child.exec("local a, b = ... return a == b", shared, shared)))
end

function T.metatables_are_dropped()
    local back = through(setmetatable({ 1 }, { __index = { x = 1 }, __tostring = error }))
    expect.equal(nil, back.x)
    expect.equal(nil, getmetatable(back))
    expect.equal(1, back[1])
end

function T.metamethods_are_not_called_by_a_copy()
    local guarded = setmetatable({}, { __pairs = error, __index = error, __len = error })
    expect.equal(nil, next(through(guarded)))
end

function T.errors_survive()
    local err = errors.new({ message = "m", kind = errors.CONFLICT, retryable = true, details = { a = { 1 } } })
    local back = through({ err = err }).err
    expect.error(errors.CONFLICT, "m", back)
    expect.equal(true, back:retryable())
    expect.equal(1, back:details().a[1])
end

function T.other_userdata_and_threads_become_nil()
    local back = through({
        ch = channel.new(), timer = time.timer("1h"), co = coroutine.create(print), now = time.now(), n = 1,
    })
    expect.equal(nil, back.ch)
    expect.equal(nil, back.timer)
    expect.equal(nil, back.co)
    expect.equal(nil, back.now)
    expect.equal(1, back.n)
end

function T.a_payload_is_unwrapped()
    expect.equal(5, through(payload.new(5)))
    expect.equal(1, through({ p = payload.new({ 1 }) }).p[1])
end

function T.a_payload_with_a_function_cannot_be_sent()
    local value, err = process.send(process.pid(), "t", payload.new(print))
    expect.failure(errors.INVALID, "function", value, err)
end

function T.globals_belong_to_one_process()
    shared_global = "mine"
    expect.equal("nil", (child.exec("return type(shared_global)")))
    child.exec("shared_global = 'theirs'")
    expect.equal("mine", shared_global)
end

function T.state_of_a_library_belongs_to_one_process()
    expect.extra = "mine"
    expect.equal("nil", (child.exec("return type(expect.extra)")))
end

function T.upvalues_of_an_entry_belong_to_one_process()
    for _ = 1, 2 do
        expect.equal(1, (process.exec("conformance.values:counts_its_runs", child.host)))
    end
end

function T.random_numbers_belong_to_one_process()
    math.randomseed(7)
    local first = math.random()
    math.randomseed(7)
    child.exec("math.randomseed(1) return math.random()")
    expect.equal(first, math.random())
end

return T
