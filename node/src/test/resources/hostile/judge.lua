-- Runs the attack whose name is in its own id beside a polite pair, and says what became of both.
local time, expectations = require("time"), require("expectations")

local ATTACKERS, NEIGHBOURS = "hostile:attackers", "hostile:neighbours"
local ATTACK_MAX, WORST_MILLIS, ROUNDS_MIN, ATTEMPTS = "30s", 2000, 20, 3

local exits = {} -- by PID

local function ending(of, within)
  local events, late = process.events(), time.after(within)
  while not exits[of] do
    local got = channel.select({ events:case_receive(), late:case_receive() })
    if got.channel == late then
      return nil
    end
    exits[got.value.from] = got.value
  end
  return exits[of]
end

local function newcomer_works()
  local pid = assert(process.spawn_monitored("hostile:newcomer", NEIGHBOURS))
  local exit = assert(ending(pid, "5s"), "a new process did not get its turn")
  assert(exit.result.value == "UPPER", "a new process is not what it was")
end

-- What became of the attack, in the words of its first line.
local function outcome(attack, expected)
  local pid, refused = process.spawn_monitored("hostile:" .. attack, ATTACKERS)
  if refused then
    return "fails to start", refused:message()
  end
  newcomer_works()
  local exit = ending(pid, expected == "runs" and "300ms" or ATTACK_MAX)
  if not exit then
    process.terminate(pid)
    exit = assert(ending(pid, ATTACK_MAX), "it cannot be terminated")
    return exit.error:message() == "process terminated" and "runs" or "ends", exit.error:message()
  end
  if exit.error then
    return "ends", exit.error:message()
  end
  return "returns", type(exit.result.value) == "table" and "table" or tostring(exit.result.value)
end

-- Runs the attack beside a pair; returns the longest time that the pair waited, in milliseconds.
local function attempt(attack, expected, text, reported)
  local pong = process.spawn_linked("hostile:pong", NEIGHBOURS)
  local ping = process.spawn_linked("hostile:ping", NEIGHBOURS, pong)

  local became, why = outcome(attack, expected)
  newcomer_works()
  local polite = {}
  repeat
    process.send(ping, "report", process.pid())
    polite = reported:receive()
    time.sleep("1ms")
  until polite.rounds >= ROUNDS_MIN
  process.unlink(ping)
  process.unlink(pong)
  process.terminate(ping)
  process.terminate(pong)

  assert(became == expected, ("it %s %q"):format(became, why))
  assert(expected == "runs" or why:find(text, 1, true), ("it %s %q"):format(became, why))
  return polite.worst
end

-- A machine that stands still for a moment lets everybody wait once, an attack each time.
local function main()
  local attack = process.id():match("judge_of_(.*)")
  local expected, text = expectations[attack]:match('^(.-) ?"(.*)"$')
  if not expected then
    expected, text = expectations[attack]:match("^(%l+) ?(.*)$")
  end
  local waits, reported = {}, process.listen("reported")
  repeat
    waits[#waits + 1] = attempt(attack, expected, text, reported)
  until waits[#waits] < WORST_MILLIS or #waits == ATTEMPTS
  assert(waits[#waits] < WORST_MILLIS, "the neighbour waited " .. table.concat(waits, ", ") .. " ms")
end

return { main = main }
