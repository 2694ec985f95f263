-- A process that does nothing but record what it is sent, and what its owner asks for.
local ASK = "moonlet:peer"
local KEPT_MAX = 10000 -- the oldest go

local function main(owner)
  local all, unexpected = {}, {} -- what came, and what of it nobody has expected yet
  local waiting = {} -- by their reply topics, the topics that the owner expects
  local events, inbox = process.events(), process.inbox()
  process.set_options { trap_links = true }

  local function add(list, message)
    if #list == KEPT_MAX then
      table.remove(list, 1)
    end
    list[#list + 1] = message
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
    for i, message in ipairs(unexpected) do
      if message.topic == ask.topic then
        table.remove(unexpected, i)
        return process.send(owner, ask.reply, { message = message })
      end
    end
    waiting[ask.reply] = ask.topic
  end

  function asks.give_up(ask)
    if waiting[ask.which] then
      waiting[ask.which] = nil
      local topics = {}
      for i, message in ipairs(unexpected) do
        topics[i] = message.topic
      end
      process.send(owner, ask.which, { topics = topics })
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
