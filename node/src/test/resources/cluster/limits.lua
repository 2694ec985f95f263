local HOST = "node2@c:processes"

local function equal(expected, found)
  if expected ~= found then
    error("expected " .. tostring(expected) .. ", found " .. tostring(found), 2)
  end
end

-- What is too long for a link is an error here, and the link goes on.
local function long_texts()
  local pid = assert(process.spawn("c:echo", HOST))
  local echo = process.listen("echo")
  local long = string.rep("x", 5000)
  local huge = string.rep("x", 100000)
  local _, err = process.send(pid, long, 1)
  equal("a topic has at most 1024 bytes; this one has 5000", err:message())
  for _, text in ipairs({long, huge}) do
    assert(not process.send(text, "echo", 1))
    assert(not process.registry.lookup(text))
    assert(not process.registry.register(text))
    equal(false, process.registry.unregister(text))
    equal(errors.INVALID, select(2, process.spawn(text, HOST)):kind())
    equal(errors.INVALID, select(2, process.spawn("c:echo", "node2@" .. text)):kind())
    equal(errors.NOT_FOUND, select(2, process.monitor((string.gsub(pid, "@.-|", "@" .. text .. "|")))):kind())
  end
  _, err = process.spawn("c:broken_at_length", HOST)
  assert(string.find(err:message(), "no top level", 1, true), err:message())
  assert(#err:message() < 5000, "it ends early")
  process.send(pid, "echo", "still here")
  equal("still here", echo:receive())
end

-- Strings are bytes, in topics and errors too.
local function bytes()
  local topic = "\255 \240\159 \0"
  local heard = process.listen(topic)
  local pid = assert(process.spawn("c:echo", HOST))
  process.send(pid, topic, "\254\0")
  equal("\254\0", heard:receive())
  assert(process.spawn_monitored("c:ends", HOST, process.pid(), 0, "bytes"))
  equal("\255 on purpose", process.events():receive().result.error:message())
end

-- A message of 100 MB is refused; others go on.
local function large_messages()
  local pid = assert(process.spawn("c:echo", HOST))
  local echo = process.listen("echo")
  local half = string.rep("x", 50000000)
  process.send(pid, "echo", 1)
  local ok, err = process.send(pid, "echo", {half, half})
  equal(nil, ok)
  equal(errors.INVALID, err:kind())
  assert(string.find(err:message(), "messageBytesMax", 1, true), err:message())
  process.send(pid, "echo", 2)
  equal(1, echo:receive())
  equal(2, echo:receive())
end

-- Errors inside errors, and ends that are larger than what a link takes.
local function large_ends()
  process.set_options({trap_links = true})
  local events = process.events()
  assert(process.spawn_monitored("c:ends", HOST, process.pid(), 0, "nested"))
  equal("level 5000", events:receive().result.error:message())
  assert(process.spawn_linked_monitored("c:ends", HOST, process.pid(), 0, "huge"))
  for _ = 1, 2 do
    local text = tostring(events:receive().result.error)
    assert(string.find(text, "more than a link takes", 1, true), string.sub(text, 1, 200))
  end
end

-- Calls that wait for the answer of another node count as those that run there do.
local function calls()
  local futures, err = {}, nil
  repeat
    futures[#futures + 1], err = funcs.async("c:called")
  until err or #futures > 11000
  equal("too many calls: a process waits for at most 10000 at once", err and err:message())
  equal(10000, #futures)
end

return {calls = calls, long_texts = long_texts, bytes = bytes, large_messages = large_messages, large_ends = large_ends}
