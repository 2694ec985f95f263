-- Starts a process, and starts it again when it fails; gives up when it fails too often.
--
-- Run:   ./moonlet run examples/supervisor
-- Logs:  attempt 1 failed: no luck, attempt 2 failed: no luck, attempt 3 returned: done
--
-- Run:    ./moonlet exec examples/supervisor supervisor:supervisor 9
-- Prints: error: Internal: gave up after 3 restarts: no luck

local time = require("time")

local RESTARTS_MAX = 3
local STABLE_SECONDS = 5 -- who ran for so long gets all restarts back

local function main(failures)
  local events = process.events()
  local attempt, restarts = 0, 0
  while true do
    attempt = attempt + 1
    local started = time.now()
    local child, err =
      process.spawn_monitored("supervisor:flaky", "supervisor:processes", attempt, failures)
    if err then
      return nil, err
    end
    local event = events:receive() -- EXIT, the only event that can come here
    if not event.error then
      print("attempt", attempt, "returned:", event.result.value)
      return event.result.value
    end
    print("attempt", attempt, "failed:", event.error)
    restarts = time.now():sub(started):seconds() < STABLE_SECONDS and restarts + 1 or 1
    if restarts > RESTARTS_MAX then
      return nil, "gave up after " .. RESTARTS_MAX .. " restarts: " .. event.error
    end
  end
end

return { main = main }
