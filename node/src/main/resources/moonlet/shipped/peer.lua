-- A process that does nothing but record what it is sent, and what its owner asks for.
local ASK = "moonlet:peer"
local KEPT_MAX = 10000 -- what comes then is counted only

local function main(owner)
  -- what came, and what of it nobody has expected yet
  local all, unexpected = { messages = {}, left_out = 0 }, { messages = {}, left_out = 0 }
  local waiting = {} -- by their reply topics, the topics that the owner expects
  local events, inbox = process.events(), process.inbox()
  process.set_options { trap_links = true }

  local function add(list, message)
    if #list.messages < KEPT_MAX then
      table.insert(list.messages, message)
    else
      list.left_out = list.left_out + 1
    end
  end

  local function record(message)
    add(all, message)
    for reply, topic in pairs(waiting) do
      if topic == message.topic then
        waiting[reply] = nil
        return process.send(owner, reply, { message = message })
      end
    end
    add(unexpected, message)
  end

  local asks = {}

  function asks.received(ask)
    process.send(owner, ask.reply, all)
  end

  function asks.expect(ask)
    for i, message in ipairs(unexpected.messages) do
      if message.topic == ask.topic then
        table.remove(unexpected.messages, i)
        return process.send(owner, ask.reply, { message = message })
      end
    end
    waiting[ask.reply] = ask.topic
  end

  function asks.give_up(ask)
    if waiting[ask.which] then
      waiting[ask.which] = nil
      local topics = {}
      for i, message in ipairs(unexpected.messages) do
        topics[i] = message.topic
      end
      process.send(owner, ask.which, { topics = topics, left_out = unexpected.left_out })
    end
  end

  function asks.send(ask)
    local ok, err = process.send(ask.to, ask.topic, table.unpack(ask.values, 1, ask.values.n))
    process.send(owner, ask.reply, { ok = ok, err = err })
  end

  while true do
    local got = channel.select { inbox:case_receive(), events:case_receive() }
    if got.channel == events then
      record { topic = got.value.kind, from = got.value.from, payload = got.value }
    elseif got.value:topic() == ASK and got.value:from() == owner then
      local ask = got.value:payload()
      if ask.what == "finish" then
        process.send(owner, ask.reply, true)
        return ask.value
      elseif ask.what == "crash" then
        process.send(owner, ask.reply, true)
        return nil, ask.text
      end
      asks[ask.what](ask)
    else
      record { topic = got.value:topic(), from = got.value:from(), payload = got.value:payload() }
    end
  end
end

return { main = main }
