local test = require("test")

test.describe("counter", function()
  local counter, peer

  test.before_each(function()
    counter = test.no_error(process.spawn_monitored("app:counter", "app:processes", "tested"))
    peer = test.peer()
  end)

  test.after_each(function()
    process.terminate(counter)
  end)

  test.it("answers with the sum", function()
    peer:send(counter, "add", 2)
    peer:send(counter, "add", 3)
    test.equal(peer:expect("count"), 2)
    test.equal(peer:expect("count"), 5)
  end)

  test.it("gives its count when it is cancelled", function()
    peer:send(counter, "add", 7)
    peer:expect("count")
    process.cancel(counter)
    local event = process.events():receive()
    while event.from ~= counter do -- the end of the counter of another case
      event = process.events():receive()
    end
    test.equal(event.result.value, 7)
  end)
end)

return { main = test.run }
