-- Three workers ask for jobs; a fast one gets more of them than a slow one.
--
-- Run:   ./moonlet run examples/worker-pool
-- Logs:  a line for each job as it is done, in any order, then: all done 1 4 9 16 25 36
--
-- Run:    ./moonlet exec examples/worker-pool pool:pool '[2, 3]'
-- Prints: [4,9]

local WORKERS = 3

local function main(numbers)
  local ready = process.listen("ready", { message = true })
  for _ = 1, WORKERS do
    -- Linked: if a worker fails, the pool fails; if the pool fails, so do all workers.
    local _, err = process.spawn_linked("pool:worker", "pool:processes", process.pid())
    if err then
      return nil, err
    end
  end
  local squares, given, stopped = {}, 0, 0
  while stopped < WORKERS do
    local message = ready:receive()
    local done = message:payload() -- the job that this worker has finished; nil at first
    if done then
      print("job", done.job, "done by", message:from())
      squares[done.job] = done.square
    end
    given = given + 1
    if given <= #numbers then
      process.send(message:from(), "job", { job = given, number = numbers[given] })
    else
      process.send(message:from(), "stop")
      stopped = stopped + 1
    end
  end
  print("all done", table.concat(squares, " "))
  return squares
end

return { main = main }
