-- Values as text, and how two of them differ: a line with - is expected, one with + was found.
local DEPTH_MAX, LINES_MAX, TEXT_MAX, CONTEXT = 12, 200, 1000, 100

local escapes = { ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\""] = "\\\"", ["\\"] = "\\\\" }

-- A text from one of its bytes on; both ends show what is left out.
local function quoted(text, from)
  from = from or 1
  local cut = text:sub(from, from + TEXT_MAX - 1)
  local safe = cut:gsub("[%c\"\\]", function(c)
    return escapes[c] or string.format("\\%03d", c:byte())
  end)
  local before, after = from > 1 and "..." or "", from + #cut <= #text and "..." or ""
  return before .. "\"" .. safe .. "\"" .. after .. (cut == text and "" or " of " .. #text .. " bytes")
end

--- The first byte in which two texts differ, by halves.
local function first_difference(a, b)
  local equal, most = 0, math.min(#a, #b)
  while equal < most do
    local size = math.ceil((most - equal) / 2)
    if a:sub(equal + 1, equal + size) == b:sub(equal + 1, equal + size) then
      equal = equal + size
    else
      most = equal + size - 1
    end
  end
  return equal + 1
end

--- From which byte two values are to be shown: long texts a little before they differ.
local function start(a, b)
  if type(a) ~= "string" or type(b) ~= "string" then
    return 1
  end
  local at = first_difference(a, b)
  return at > TEXT_MAX / 2 and math.max(#a, #b) > TEXT_MAX and at - CONTEXT or 1, at
end

--- An error with its kind and message; nil for any other value.
local function error_text(value)
  local ok, kind = pcall(function()
    return value:kind()
  end)
  return ok and type(value) == "userdata" and "error " .. kind .. " " .. quoted(tostring(value)) or nil
end

local function plain(value, from)
  return type(value) == "string" and quoted(value, from) or error_text(value) or tostring(value)
end

local function before(a, b)
  if type(a) ~= type(b) then
    return type(a) < type(b) -- numbers, then strings, then tables
  elseif type(a) == "number" or type(a) == "string" then
    return a < b
  end
  return tostring(a) < tostring(b)
end

--- The keys of both tables in order.
local function keys(a, b)
  local all = {}
  for key in next, a do
    all[#all + 1] = key
  end
  for key in next, b do
    if rawget(a, key) == nil then
      all[#all + 1] = key
    end
  end
  table.sort(all, before)
  return all
end

local function named(key)
  local name = type(key) == "string" and key:match("^[%a_][%w_]*$")
  return name and name .. " = " or "[" .. plain(key) .. "] = "
end

-- state.lines counts the lines so far; state.open has the tables that this value is in; a text is
-- shown from one of its bytes on.
local function show(value, indent, state, from)
  if type(value) ~= "table" then
    return plain(value, from)
  elseif next(value) == nil then
    return "{}"
  elseif state.open[value] or #indent >= 2 * DEPTH_MAX then
    return "{...}"
  end
  state.open[value] = true
  local lines = { "{" }
  for _, key in ipairs(keys(value, {})) do
    state.lines = state.lines + 1
    if state.lines > LINES_MAX then
      lines[#lines + 1] = indent .. "  ..."
      break
    end
    lines[#lines + 1] = indent .. "  " .. named(key) .. show(rawget(value, key), indent .. "  ", state) .. ","
  end
  state.open[value] = nil
  lines[#lines + 1] = indent .. "}"
  return table.concat(lines, "\n")
end

local function same(a, b, compared)
  if a == b or a ~= a and b ~= b then
    return true
  elseif type(a) ~= "table" or type(b) ~= "table" then
    local text = error_text(a)
    return text ~= nil and text == error_text(b)
  end
  compared[a] = compared[a] or {}
  if compared[a][b] then
    return true -- a cycle: if they differ, it shows elsewhere
  end
  compared[a][b] = true
  for key, value in next, a do
    if not same(value, rawget(b, key), compared) then
      return false
    end
  end
  for key in next, b do
    if rawget(a, key) == nil then
      return false
    end
  end
  return true
end

local function marked(out, mark, indent, key, value, from)
  local text = indent .. named(key) .. show(value, indent, { lines = 0, open = {} }, from) .. ","
  out[#out + 1] = mark .. text:gsub("\n", "\n" .. mark)
end

local function differ(expected, found, indent, out)
  local equal = 0
  for _, key in ipairs(keys(expected, found)) do
    local want, have = rawget(expected, key), rawget(found, key)
    if same(want, have, {}) then
      equal = equal + 1
    elseif #out > LINES_MAX then
      out[#out + 1] = "  " .. indent .. "..."
      return
    elseif type(want) == "table" and type(have) == "table" and #indent < 2 * DEPTH_MAX then
      out[#out + 1] = "  " .. indent .. named(key) .. "{"
      differ(want, have, indent .. "  ", out)
      out[#out + 1] = "  " .. indent .. "},"
    else
      local from = start(want, have)
      if want ~= nil then
        marked(out, "- ", indent, key, want, from)
      end
      if have ~= nil then
        marked(out, "+ ", indent, key, have, from)
      end
    end
  end
  if equal > 0 then
    out[#out + 1] = "  " .. indent .. "... " .. equal .. " more, equal"
  end
end

local diff = {}

function diff.same(a, b)
  return same(a, b, {})
end

function diff.show(value)
  return show(value, "", { lines = 0, open = {} })
end

--- Nil if they are equal, else a text.
function diff.of(expected, found)
  if same(expected, found, {}) then
    return nil
  elseif type(expected) == "table" and type(found) == "table" then
    local out = { "not equal (- expected, + found)", "  {" }
    differ(expected, found, "  ", out)
    out[#out + 1] = "  }"
    return table.concat(out, "\n")
  end
  local from, at = start(expected, found)
  if from > 1 then
    local texts = { quoted(expected, from), quoted(found, from) }
    return "not equal, from byte " .. at .. " on\nexpected " .. texts[1] .. "\nfound    " .. texts[2]
  end
  local want, have = diff.show(expected), diff.show(found)
  if #want + #have < 60 and not (want .. have):find("\n", 1, true) then
    return "expected " .. want .. ", found " .. have
  end
  return "not equal\nexpected " .. want .. "\nfound    " .. have
end

return diff
