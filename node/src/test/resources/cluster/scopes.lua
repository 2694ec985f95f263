local time, system = require("time"), require("system")
local registry, lock = process.registry, system.lock
local AGREED = {registry.CONSISTENT, registry.STRONG}

local DO = {
  register = function(order) return registry.register(order.name, nil, order.scope) end,
  unregister = function(order) return registry.unregister(order.name, order.scope) end,
  lookup = function(order) return registry.lookup(order.name) end,
  acquire = function(order) return lock.acquire(order.name) end,
  release = function(order) return lock.release(order.name) end,
}

-- Does what it is told, and says what it came to.
local function worker(to)
  local inbox = process.inbox()
  while true do
    local order = inbox:receive():payload()
    if not DO[order.what] then
      return
    end
    local value, err = DO[order.what](order)
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

-- What is free here may be so on a third node a moment later.
local function soon(expected, ask, ...)
  for _ = 1, 2000 do
    if ask(...) == expected then
      return
    end
    time.sleep("5ms")
  end
  error("never got " .. tostring(expected), 2)
end

local function refused(kind, ok, err)
  equal(nil, ok)
  equal(kind, err:kind())
end

local function names()
  for _, scope in ipairs(AGREED) do
    local pid, ask = start("node2")
    local _, other = start("node3")
    local name = "agreed" .. scope
    equal(true, ask("register", name, scope))
    equal(true, ask("register", name, scope))
    equal(pid, (registry.lookup(name)))
    for _, any in ipairs({registry.LOCAL, registry.EVENTUAL, registry.CONSISTENT, registry.STRONG}) do
      refused(errors.ALREADY_EXISTS, registry.register(name, nil, any))
    end
    equal(false, registry.unregister(name, scope)) -- only its owner can
    refused(errors.INVALID, registry.register(name .. "other", pid, scope)) -- only on its node
    ask("end")
    refused(errors.NOT_FOUND, registry.lookup(name))
    soon(true, other, "register", name, scope)
    equal(true, other("unregister", name, scope))
    equal(true, (registry.register(name, nil, scope)))
    other("end")
    equal(true, registry.unregister(name, scope))
    equal(nil, (registry.lookup(name)))
  end
end

-- One registration after the other goes to the end of its holder, in each scope.
local function weaker()
  local pid, ask = start("node2")
  local _, other = start("node3")
  equal(true, ask("register", "own", registry.LOCAL))
  equal(pid, ask("lookup", "own"))
  refused(errors.NOT_FOUND, registry.lookup("own"))
  equal(true, other("register", "own", registry.LOCAL)) -- each node has names of its own
  equal(true, ask("register", "common", registry.EVENTUAL))
  equal(pid, (registry.lookup("common")))
  refused(errors.ALREADY_EXISTS, registry.register("common", nil, registry.EVENTUAL))
  equal(true, ask("unregister", "own", registry.LOCAL))
  equal(false, ask("unregister", "common", registry.LOCAL)) -- of another scope
  ask("end")
  refused(errors.NOT_FOUND, registry.lookup("common"))
  equal(true, (registry.register("common")))
  equal(true, other("unregister", "own", registry.LOCAL))
  other("end")
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
  soon(true, other, "acquire", "l")
  other("end")
  soon(true, ask, "acquire", "l")
  ask("end")
  equal(true, (lock.acquire("l")))
  equal(true, lock.release("l"))
  refused(errors.INVALID, lock.acquire(""))
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
  local entered, left = process.listen("in"), process.listen("out")
  local pids = {}
  for i = 1, 3 do
    pids[i] = assert(process.spawn_linked("c:contender", "node" .. i .. "@c:processes", process.pid(), 5))
  end
  local count = {}
  for _ = 1, 15 do
    local pid = entered:receive()
    equal(pid, left:receive())
    count[pid] = (count[pid] or 0) + 1
  end
  for _, pid in ipairs(pids) do
    equal(5, count[pid])
  end
end

-- Holds names and a lock until its node is lost.
local function held(host)
  local _, ask = start(host)
  local scopes = {registry.EVENTUAL, registry.CONSISTENT, registry.STRONG}
  for _, scope in ipairs(scopes) do
    equal(true, ask("register", "lost" .. scope, scope))
  end
  equal(true, ask("acquire", "lost"))
  assert(registry.register("all held"))
  process.events():receive()
  for _, scope in ipairs(scopes) do
    equal(nil, (registry.lookup("lost" .. scope)))
    equal(true, (registry.register("lost" .. scope, nil, scope)))
  end
  equal(true, (lock.acquire("lost")))
  return "taken over"
end

-- The other nodes are gone, and nobody knows yet what became of them.
local function minority()
  refused(errors.UNAVAILABLE, registry.register("alone", nil, registry.CONSISTENT))
  refused(errors.NOT_FOUND, registry.lookup("alone"))
  assert(registry.register("alone")) -- a weaker promise, and only for who asks for it
  return "unavailable"
end

local function minority_lock()
  refused(errors.UNAVAILABLE, lock.acquire("alone"))
  equal(false, lock.release("alone"))
  return "unavailable"
end

-- How long it takes to get a name, in nanoseconds, sorted.
local function latency(scope, rounds)
  local all = {}
  for i = 1, rounds do
    local began = time.now():unix_nano()
    assert(registry.register("measured" .. i, nil, scope))
    all[i] = time.now():unix_nano() - began
    assert(registry.unregister("measured" .. i, scope))
  end
  table.sort(all)
  return {median = all[rounds / 2], p99 = all[rounds * 0.99], max = all[rounds]}
end

return {worker = worker, names = names, weaker = weaker, shadows = shadows, locks = locks,
  contender = contender, exclusion = exclusion, held = held, minority = minority,
  minority_lock = minority_lock, latency = latency}
