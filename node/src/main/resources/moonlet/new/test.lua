---@meta

--- The library moonlet:test; needs imports: {test: moonlet:test} and meta: {type: test}.
test = {}

--- A process that records what it is sent.
---@class Peer
local Peer = {}

--- Its PID.
---@return string
function Peer:pid() end

--- Everything that it got, in order: a list of {topic, from, payload}.
---@return table
function Peer:received() end

--- Waits for a message of this topic that was not expected before; one second by default.
---@param topic string
---@param timeout? string|number
---@return any payload
---@return string? from
function Peer:expect(topic, timeout) end

--- Sends a message as this peer.
---@param to string
---@param topic string
---@return boolean?
---@return Error?
function Peer:send(to, topic, ...) end

--- Ends it with this result.
---@param value any
function Peer:finish(value) end

--- Ends it with an error.
---@param text? string
function Peer:crash(text) end

---@param name string
---@param body function
function test.describe(name, body) end

---@param name string
---@param body function
function test.it(name, body) end

---@param body function
function test.before_each(body) end

---@param body function
function test.after_each(body) end

--- Runs all cases.
function test.run() end

--- Moves time on; from the first call to the end of the case it stands still but for that.
---@param duration string|number
function test.advance(duration) end

---@param name? string under which it is registered
---@return Peer
function test.peer(name) end

function test.equal(found, expected, note) end

function test.not_equal(found, unwanted, note) end

function test.is_true(found, note) end

function test.is_false(found, note) end

function test.is_nil(found, note) end

function test.not_nil(found, note) end

function test.matches(found, pattern, note) end

function test.contains(found, part, note) end

function test.near(found, expected, tolerance, note) end

--- The function raises, or returns nil and an error, of this kind or with this text.
---@param body function
---@param wanted? string
---@return any err
function test.has_error(body, wanted, note) end

--- Gives the value, or fails with the error: test.no_error(process.spawn(...)).
function test.no_error(value, err) end

---@param text string
function test.fail(text) end
