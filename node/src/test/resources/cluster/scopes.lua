local time, system = require("time"), require("system")
local registry, lock = process.registry, system.lock
local SCOPES = {registry.CONSISTENT, registry.STRONG}

-- Does what it is told, and says what it came to.
local function worker(to)
  local inbox = process.inbox()
  while true do
    local order = inbox:receive():payload()
    local value, err
    if order.what == "register" then
      value, err = registry.register(order.name, nil, order.scope)
    elseif order.what == "acquire" then
      value, err = lock.acquire(order.name)
    elseif order.what == "release" then
      value, err = lock.release(order.name)
    else
      return
    end
    process.send(to, "said", {value = value, kind = err and err:kind()})
  end
end

local function start(host)
  local pid = assert(process.spawn_monitored("c:scoped", host .. "@c:processes", process.pid()))
  local said = process.listen("said")
  return pid, function(what, name, scope)
    process.send(pid, "do", {what = what, name = name, scope = scope})
    if what ~= "end" then
      local answer = said:receive()
      return answer.value, answer.kind
    end
    process.events():receive() -- its EXIT: what it had is free by now
  end
end

local function equal(expected, found)
  if expected ~= found then
    error("expected " .. tostring(expected) .. ", found " .. tostring(found), 2)
  end
end

local function names()
  for _, scope in ipairs(SCOPES) do
    local pid, ask = start("node2")
    local _, other = start("node3")
    local name = "agreed" .. scope
    equal(true, ask("register", name, scope))
    equal(true, ask("register", name, scope))
    equal(pid, (registry.lookup(name)))
    for _, weaker in ipairs({registry.LOCAL, registry.EVENTUAL, registry.CONSISTENT, registry.STRONG}) do
      local ok, err = registry.register(name, nil, weaker)
      equal(nil, ok)
      equal(errors.ALREADY_EXISTS, err:kind())
    end
    equal(false, registry.unregister(name, scope)) -- only its owner can
    ask("end")
    equal(true, other("register", name, scope))
    other("end")
    equal(true, (registry.register(name, nil, scope)))
    equal(true, registry.unregister(name, scope))
    equal(nil, (registry.lookup(name)))
  end
end

-- A name of a stronger scope hides one that was there before.
local function shadows()
  local pid, ask = start("node2")
  assert(registry.register("shadowed"))
  equal(true, ask("register", "shadowed", registry.CONSISTENT))
  equal(pid, (registry.lookup("shadowed")))
  ask("end")
  equal(process.pid(), (registry.lookup("shadowed")))
end

local function locks()
  local _, ask = start("node2")
  local _, other = start("node3")
  equal(true, ask("acquire", "l"))
  local got, kind = other("acquire", "l")
  equal(false, got)
  equal(errors.ALREADY_EXISTS, kind)
  equal(false, other("release", "l"))
  local ok, err = lock.acquire("l")
  equal(false, ok)
  equal("lock held: l", tostring(err))
  assert(registry.register("l", nil, registry.CONSISTENT)) -- names have a space of their own
  assert(registry.register("\0lock:l", nil, registry.CONSISTENT))
  equal(true, ask("release", "l"))
  equal(true, other("acquire", "l"))
  other("end")
  equal(true, ask("acquire", "l"))
  ask("end")
  ok, err = lock.acquire("")
  equal(nil, ok)
  equal(errors.INVALID, err:kind())
end

-- Counts how often it is in, with a lock around it.
local function contender(to, rounds)
  for _ = 1, rounds do
    while not lock.acquire("counter") do
      time.sleep("5ms")
    end
    process.send(to, "in", process.pid())
    time.sleep("1ms")
    process.send(to, "out", process.pid())
    lock.release("counter")
  end
end

local function exclusion()
  local both = {process.listen("in", {message = true}), process.listen("out", {message = true})}
  for i = 1, 3 do
    assert(process.spawn_linked("c:contender", "node" .. i .. "@c:processes", process.pid(), 5))
  end
  local entered = 0
  for _ = 1, 15 do
    local pid = both[1]:receive():payload()
    equal(pid, both[2]:receive():payload())
    entered = entered + 1
  end
  equal(15, entered)
end

-- Holds a name and a lock until its node is lost.
local function held(host)
  local _, ask = start(host)
  equal(true, ask("register", "lost", registry.STRONG))
  equal(true, ask("acquire", "lost"))
  process.events():receive()
  equal(true, (registry.register("lost", nil, registry.CONSISTENT)))
  equal(true, (lock.acquire("lost")))
  return "taken over"
end

return {worker = worker, names = names, shadows = shadows, locks = locks,
  contender = contender, exclusion = exclusion, held = held}
