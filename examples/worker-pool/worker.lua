-- A worker of the pool: asks for a job, does it, and asks again with the result.

local time = require("time")

local function main(pool)
  local jobs, stop = process.listen("job"), process.listen("stop")
  local done
  while true do
    local sent, err = process.send(pool, "ready", done)
    if not sent then
      return nil, err
    end
    local next = channel.select({ jobs:case_receive(), stop:case_receive() })
    if next.channel == stop then
      return true
    end
    local job = next.value
    time.sleep(math.random(5, 20) .. "ms") -- the work
    done = { job = job.job, square = job.number * job.number }
  end
end

return { main = main }
