-- Sends messages to all receivers in turn, at a rate, until it is told to stop; then says what became of them.
local pg, time = require("pg"), require("time")

local sent, delivered, lost, refused = 0, 0, 0, 0
local open, turn = {}, 0       -- PIDs of receivers that take messages
local sent_to, waiting = {}, 0 -- by PID; how many of them have not ended
local longest, last_sent = 0, nil

local function now()
  return time.now():unix_nano() / 1e6
end

local function add(pid)
  if not sent_to[pid] and process.monitor(pid) then
    sent_to[pid], waiting = 0, waiting + 1
    table.insert(open, pid)
  end
end

local function remove(pid)
  for i, one in ipairs(open) do
    if one == pid then
      table.remove(open, i)
      process.send(pid, "last")
      return
    end
  end
end

local function send()
  turn = turn % #open + 1
  local pid = open[turn]
  if not process.send(pid, "number", sent) then
    refused = refused + 1
    return
  end
  sent, sent_to[pid] = sent + 1, sent_to[pid] + 1
  local at = now()
  longest, last_sent = math.max(longest, at - (last_sent or at)), at
end

-- A receiver returns how many messages it has had; of one that is lost nobody knows that any more.
local function ended(event)
  remove(event.from)
  local had = event.result.value or 0
  delivered, lost, waiting = delivered + had, lost + sent_to[event.from] - had, waiting - 1
end

local function main(per_second)
  local scope = assert(pg.open("system:groups"))
  local group, members = scope:monitor("receivers")
  for _, pid in ipairs(members) do
    add(pid)
  end
  local ticks, changes, events = time.ticker("5ms"):channel(), group:channel(), process.events()
  local inbox, stopping = process.inbox(), false
  local began, turns = now(), 0
  print("sends")
  while not (stopping and waiting == 0) do
    local got = channel.select {ticks:case_receive(), changes:case_receive(), events:case_receive(), inbox:case_receive()}
    if got.channel == changes then
      for _, pid in ipairs(got.value.data.PIDs) do
        (got.value.kind == "member.joined" and not stopping and add or remove)(pid)
      end
    elseif got.channel == events and got.value.kind == process.event.EXIT then
      ended(got.value)
    elseif got.channel == inbox then
      stopping = true
      while #open > 0 do
        remove(open[1])
      end
    end
    while not stopping and turns < (now() - began) * per_second / 1000 do
      turns = turns + 1
      if #open > 0 then
        send()
      end
    end
  end
  print(string.format("sent %d delivered %d lost %d refused %d longest pause %d ms", sent, delivered, lost, refused, longest))
end

return {main = main}
