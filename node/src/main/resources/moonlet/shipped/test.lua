-- moonlet:test, what the tests of an application import: cases in blocks, assertions, moving
-- time, and peers, which are processes that record what they are sent.
local CASES_MAX = 10000 -- of one entry

local test = {}
for name, assertion in pairs(assertions) do
  test[name] = assertion
end

local root = { items = {}, before = {}, after = {} }
local block = root -- whose describe runs; nil once the cases run
local cases = 0

local function check(call, name, body, needs_name)
  if not block then
    error("test." .. call .. " was called while the cases run; call it before test.run", 3)
  end
  if needs_name and type(name) ~= "string" or type(body) ~= "function" then
    error("test." .. call .. " needs " .. (needs_name and "a name and " or "") .. "a function", 3)
  end
end

--- A block of cases, which may hold further blocks.
function test.describe(name, body)
  check("describe", name, body, true)
  local outer = block
  block = { name = name, items = {}, before = {}, after = {} }
  table.insert(outer.items, block)
  body()
  block = outer
end

--- A case: it fails if it raises, returns an error or returns false.
function test.it(name, body)
  check("it", name, body, true)
  if cases == CASES_MAX then
    error("a test has at most " .. CASES_MAX .. " cases; put the others into another entry", 2)
  end
  cases = cases + 1
  table.insert(block.items, { name = name, body = body })
end

--- Runs before every case of this block and of those in it, the outermost first.
function test.before_each(body)
  check("before_each", nil, body, false)
  table.insert(block.before, body)
end

--- Runs after every case, also one that failed, the innermost first.
function test.after_each(body)
  check("after_each", nil, body, false)
  table.insert(block.after, body)
end

--- Moves time on: what is due by then happens in order, and all processes come to rest in between.
--- Between these calls time stands still, from the first of a case to its end.
function test.advance(duration)
  local ok, err = testing.advance(duration)
  if not ok then
    error("test.advance: " .. err, 2)
  end
end

--- Starts a process that records what it is sent, under this name if there is one.
function test.peer(name)
  if name ~= nil then
    arguments.need("string", name, 1, "peer")
  end
  local peer, err = peers.start(name)
  if not peer then
    error("test.peer: " .. err, 2)
  end
  return peer
end

local function told(problem)
  local meta = type(problem) == "table" and getmetatable(problem)
  if type(problem) ~= "table" or type(meta) == "table" and meta.__tostring then
    return tostring(problem)
  end
  return "(error object is a table value)"
end

-- The line of the test, which is the outermost that the error passed, goes in front; where the
-- text has the line of other code there, it goes behind.
local function explain(problem, passed)
  local text = told(problem):gsub("^moonlet/[%w_]+%.lua:%d+: ", "")
  local line
  local inside = false
  for position in passed:gmatch("[^\n]+") do
    if position:sub(1, 8) ~= "moonlet/" then
      line = position
      inside = inside or text:sub(1, #position + 1) == position .. ":"
    end
  end
  if not line or text:sub(1, #line + 1) == line .. ":" then
    return text
  end
  return inside and text .. "\n  called at " .. line or line .. ": " .. text
end

local function result(ok, value, second)
  if not ok then
    return explain(value, second)
  elseif type(second) == "string" or type(second) == "userdata" then
    return tostring(second)
  elseif value == false then
    return "returned false"
  end
end

-- A case that began in an earlier process of this test, which it or a later one has ended, is over.
local function run_case(number, name, blocks, case)
  if not testing.begins(number, name) then
    return
  end
  local failure = result(testing.try(function()
    for _, outer in ipairs(blocks) do
      for _, hook in ipairs(outer.before) do
        hook()
      end
    end
    return case.body()
  end))
  for i = #blocks, 1, -1 do
    for _, hook in ipairs(blocks[i].after) do
      local ok, problem, passed = testing.try(hook)
      failure = failure or not ok and explain(problem, passed) or nil
    end
  end
  peers.finish()
  testing.release()
  testing.ends(failure)
end

local function run_block(this, path, blocks, count)
  blocks[#blocks + 1] = this
  for _, item in ipairs(this.items) do
    local name = path .. item.name
    if item.items then
      count = run_block(item, name .. " > ", blocks, count)
    else
      count = count + 1
      run_case(count, name, blocks, item)
    end
  end
  blocks[#blocks] = nil
  return count
end

--- Runs all cases; to be the main function of the test, or the last thing that it does.
function test.run()
  if block ~= root then
    error("test.run was called in a describe, or twice", 2)
  end
  block = nil
  if run_block(root, "", {}, 0) == 0 then
    return nil, "there is no case; write test.it(\"does something\", function() ... end)"
  end
  return true
end

return test
