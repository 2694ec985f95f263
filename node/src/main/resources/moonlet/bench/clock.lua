-- Seconds since some moment, and rates from them.
local clock = {}

local start = time.now()

function clock.seconds()
  return time.now():sub(start):nanoseconds() / 1e9
end

function clock.rate(count, since)
  return math.floor(count / (clock.seconds() - since))
end

return clock
