-- What a test holds of a peer: asks its process, which is moonlet:peer, and waits for the answer.
local ANSWER_MAX = "10s"
local ASK = "moonlet:peer"

local peers = {}
local started = {}
local asked = 0

local Peer = {}
Peer.__index = Peer

local function ask(peer, question)
  asked = asked + 1
  question.reply = ASK .. asked
  local reply = process.listen(question.reply)
  local ok, err = process.send(peer.id, ASK, question)
  if not ok then
    process.unlisten(reply)
    error(errors.is(err, errors.NOT_FOUND) and "this peer has ended: " .. err or tostring(err), 3)
  end
  return reply
end

local function await(reply, late)
  local got = channel.select { reply:case_receive(), late:case_receive() }
  return got.channel == reply, got.value
end

local function answer(reply)
  local there, value = await(reply, testing.after(ANSWER_MAX))
  process.unlisten(reply)
  if not there then
    error("this peer does not answer", 3)
  end
  return value
end

-- Raises where the test asked, if the peer got more than the messages that it keeps.
local function need_all(kept, left_out)
  if left_out > 0 then
    error("this peer keeps " .. #kept .. " messages; it got " .. left_out .. " more, which are lost", 3)
  end
end

--- Its PID.
function Peer:pid()
  return self.id
end

--- Everything that it got so far, in order: a list of {topic, from, payload}.
function Peer:received()
  local found = answer(ask(self, { what = "received" }))
  need_all(found.messages, found.left_out)
  return found.messages
end

--- Waits for a message of this topic that was not expected before; gives its payload and sender.
function Peer:expect(topic, timeout)
  arguments.need("string", topic, 1, "expect")
  timeout = timeout or "1s"
  local fits, late = pcall(testing.after, timeout)
  if not fits then
    error("bad argument #2 to 'expect' " .. tostring(late):match("%(.*"), 2)
  end
  local reply = ask(self, { what = "expect", topic = topic })
  local which = ASK .. asked
  local there, found = await(reply, late)
  if not there then
    process.unlisten(ask(self, { what = "give_up", which = which }))
    found = reply:receive()
  end
  process.unlisten(reply)
  if found.message then
    return found.message.payload, found.message.from
  end
  need_all(found.topics, found.left_out)
  local topics = #found.topics == 0 and "nothing" or table.concat(found.topics, ", ")
  error("expected a message \"" .. topic .. "\" within " .. tostring(timeout) .. ", got " .. topics, 2)
end

--- Sends a message as this peer; true, or nil and an error.
function Peer:send(to, topic, ...)
  arguments.need("string", to, 1, "send")
  arguments.need("string", topic, 2, "send")
  local sent = answer(ask(self, { what = "send", to = to, topic = topic, values = table.pack(...) }))
  return sent.ok, sent.err
end

--- Ends it: its main function returns this value.
function Peer:finish(value)
  local ended = answer(ask(self, { what = "finish", value = value }))
  return ended
end

--- Ends it with an error, which ends what is linked to it as well.
function Peer:crash(text)
  local ended = answer(ask(self, { what = "crash", text = text or "crashed" }))
  return ended
end

function peers.start(name)
  local node = process.pid():match("^{(.-)@")
  local pid, err = process.spawn("moonlet:peer", node .. "@moonlet:peers", process.pid())
  if not pid then
    return nil, err
  end
  local peer = { pid = pid }
  started[#started + 1] = peer
  if name ~= nil then
    local ok, taken = process.registry.register(name, pid)
    if not ok then
      return nil, taken
    end
    peer.name = name
  end
  return setmetatable({ id = pid }, Peer)
end

--- Ends all of them, with the case: the next one finds no name of theirs, and gets no event.
function peers.finish()
  for _, peer in ipairs(started) do
    process.unmonitor(peer.pid)
    process.unlink(peer.pid)
    if peer.name then
      process.registry.unregister(peer.name)
    end
    process.terminate(peer.pid)
  end
  started = {}
end

return peers
