-- Starts hogs until the node refuses, lets them grow, one after the other, until the node ends one,
-- and then ends the rest. A polite pair plays ping-pong all the while.
local time = require("time")

local NEIGHBOURS, WORST_MILLIS, ROUNDS_MIN = "heap:neighbours", 5000, 20
local HOGS_MIN, MEGABYTES = 5, 24

local function start_hogs()
  local hogs, kept = {}, process.listen("kept")
  while true do
    local pid, err = process.spawn_monitored("heap:hog", "heap:hogs", process.pid())
    if err then
      assert(err:kind() == "Unavailable", err:kind())
      assert(err:message():find("limit heapRefusePercent=75", 1, true), err:message())
      return hogs, kept
    end
    hogs[#hogs + 1] = pid
    kept:receive()
  end
end

local function next_end()
  local events, late = process.events(), time.after("20s")
  local got = channel.select({ events:case_receive(), late:case_receive() })
  assert(got.channel == events, "nobody ended")
  return got.value
end

local function first_end(hogs, kept)
  local events = process.events()
  for megabytes = 7, MEGABYTES do
    for _, hog in ipairs(hogs) do
      process.send(hog, "more", megabytes)
      local late = time.after("20s")
      local got = channel.select({ events:case_receive(), kept:case_receive(), late:case_receive() })
      assert(got.channel ~= late, "a hog does not grow")
      if got.channel == events then
        return got.value
      end
    end
  end
  return next_end()
end

local function room_again()
  for _ = 1, 300 do
    local pid, err = process.spawn_monitored("heap:newcomer", NEIGHBOURS)
    if pid then
      repeat
        local ended = next_end()
      until ended.from == pid
      return true
    end
    assert(err:kind() == "Unavailable", err:message())
    time.sleep("100ms")
  end
end

local function main()
  local pong = process.spawn_linked("heap:pong", NEIGHBOURS)
  local ping = process.spawn_linked("heap:ping", NEIGHBOURS, pong)

  local hogs, kept = start_hogs()
  assert(#hogs >= HOGS_MIN, #hogs .. " hogs were too many")
  local first = first_end(hogs, kept)
  local text = first.error:message()
  assert(text:find("limit heapEndPercent=85", 1, true), text)
  for _, hog in ipairs(hogs) do
    process.terminate(hog)
  end
  assert(room_again(), "there is no room again")

  local reported = process.listen("reported")
  local polite
  repeat
    process.send(ping, "report", process.pid())
    polite = reported:receive()
    time.sleep("1ms")
  until polite.rounds >= ROUNDS_MIN
  assert(polite.worst < WORST_MILLIS, "the neighbour waited " .. polite.worst .. " ms")
  return polite.worst
end

return { main = main }
