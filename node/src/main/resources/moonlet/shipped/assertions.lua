-- Each of them raises where the test called it; note, if there is one, goes in front of the text.
local assertions = {}

local function fail(note, text)
  error((note == nil and "" or tostring(note) .. ": ") .. text, 3)
end

--- Equal by value, tables in depth; the text shows where they differ.
function assertions.equal(found, expected, note)
  local text = diff.of(expected, found)
  if text then
    fail(note, text)
  end
end

function assertions.not_equal(found, unwanted, note)
  if diff.same(found, unwanted) then
    fail(note, "expected something else than " .. diff.show(unwanted))
  end
end

function assertions.is_true(found, note)
  if found ~= true then
    fail(note, "expected true, found " .. diff.show(found))
  end
end

function assertions.is_false(found, note)
  if found ~= false then
    fail(note, "expected false, found " .. diff.show(found))
  end
end

function assertions.is_nil(found, note)
  if found ~= nil then
    fail(note, "expected nil, found " .. diff.show(found))
  end
end

function assertions.not_nil(found, note)
  if found == nil then
    fail(note, "expected a value, found nil")
  end
  return found
end

--- The text has this Lua pattern in it.
function assertions.matches(found, pattern, note)
  arguments.need("string", pattern, 2, "matches")
  if type(found) ~= "string" and type(found) ~= "userdata" or not string.find(tostring(found), pattern) then
    fail(note, "expected a text that matches " .. diff.show(pattern) .. ", found " .. diff.show(found))
  end
end

--- The text has this part, or the list this value.
function assertions.contains(found, part, note)
  if part == nil then
    error("bad argument #2 to 'contains' (value expected, got nil)", 2)
  end
  if type(found) == "table" then
    for _, value in pairs(found) do
      if diff.same(value, part) then
        return
      end
    end
  elseif found ~= nil and string.find(tostring(found), tostring(part), 1, true) then
    return
  end
  fail(note, "expected something with " .. diff.show(part) .. " in it, found " .. diff.show(found))
end

--- Numbers that differ by at most tolerance (default 1e-9).
function assertions.near(found, expected, tolerance, note)
  tolerance = tolerance or 1e-9
  arguments.need("number", expected, 2, "near")
  arguments.need("number", tolerance, 3, "near")
  if type(found) ~= "number" or not (math.abs(found - expected) <= tolerance) then
    fail(note, "expected " .. diff.show(expected) .. " within " .. tolerance .. ", found " .. diff.show(found))
  end
end

--- The function raises, or returns nil, err; wanted is a kind of error or a part of its text.
function assertions.has_error(body, wanted, note)
  arguments.need("function", body, 1, "has_error")
  local ok, problem, err = pcall(body)
  if ok and (err == nil or problem) then
    fail(note, "expected an error, found " .. diff.show(problem))
  end
  problem = ok and err or problem
  local kind = errors.is(problem, wanted)
  if wanted ~= nil and not kind and not string.find(tostring(problem), wanted, 1, true) then
    fail(note, "expected an error " .. diff.show(wanted) .. ", found " .. diff.show(problem))
  end
  return problem
end

--- For calls that return nil, err: gives the value, or fails with the error.
function assertions.no_error(value, err)
  if err ~= nil then
    fail(nil, "expected no error, found " .. diff.show(err))
  end
  return value
end

function assertions.fail(text)
  fail(nil, tostring(text))
end

return assertions
