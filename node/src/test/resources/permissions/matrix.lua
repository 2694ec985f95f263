-- Every call that needs permissions: which ones, what is told where one is missing, and the call.
local security = require("security")
local pg = require("pg")

local QUICK, HOST = "p:quick", "p:processes"

local rows = {}
local at = "" -- "node@", where the other process is and new ones are to start

local function row(name, needs, call)
  rows[#rows + 1] = { name = name, needs = needs, call = call }
end

-- One that can be about another node too.
local function remote(name, needs, call)
  row(name, needs, call)
  rows[#rows].remote = true
end

local function raising(f, ...)
  local ok, result = pcall(f, ...)
  if ok then
    return result
  end
  return nil, result
end

local SPAWN = { "process.spawn", "spawn process: p:quick" }
local MONITORED = { "process.spawn.monitored", "spawn monitored process: p:quick" }
local LINKED = { "process.spawn.linked", "spawn linked process: p:quick" }
local ON_HOST = { "process.host", "spawn on host: p:processes" }
local EXEC = { "process.exec", "exec process: p:quick" }

remote("spawn", { SPAWN, ON_HOST }, function() return process.spawn(QUICK, at .. HOST) end)
row("spawn at a node", { SPAWN, ON_HOST }, function() return process.spawn(QUICK, "local@" .. HOST) end)
row("spawn anywhere", { SPAWN, ON_HOST }, function() return process.spawn(QUICK, "*@" .. HOST) end)
remote("spawn_monitored", { SPAWN, MONITORED, ON_HOST }, function() return process.spawn_monitored(QUICK, at .. HOST) end)
remote("spawn_linked", { SPAWN, LINKED, ON_HOST }, function() return process.spawn_linked(QUICK, at .. HOST) end)
remote("spawn_linked_monitored", { SPAWN, MONITORED, LINKED, ON_HOST }, function()
  return process.spawn_linked_monitored(QUICK, at .. HOST)
end)
remote("exec", { EXEC, ON_HOST }, function() return process.exec(QUICK, at .. HOST) end)
remote("call", { EXEC, ON_HOST }, function() return process.call(QUICK, at .. HOST) end)

-- An actor or a scope, the own one if there is one; nil where that is not allowed either.
local function mine(method)
  if method == "with_actor" then
    return security.actor() or (raising(security.new_actor, "it"))
  end
  return security.scope() or (raising(security.new_scope))
end

local CONTEXT = { "process.context", "spawn processes with custom context" }
local SECURITY = { "process.security", "spawn processes with custom security context" }
local NAMED = { "process.registry.register", "register: quick" }

local function spawner()
  return raising(process.with_options, {})
end

-- With a spawner that a method has changed.
local function custom(name, needs, change)
  remote(name, needs, function()
    local first, err = spawner()
    if not first then
      return nil, err
    end
    local second, refused = raising(change, first)
    if not second then
      return nil, refused
    end
    return second:spawn(QUICK, at .. HOST)
  end)
end

remote("with_context", { CONTEXT, SPAWN, ON_HOST }, function()
  local with, err = raising(process.with_context, { a = 1 })
  if not with then
    return nil, err
  end
  return with:spawn(QUICK, at .. HOST)
end)
custom("with_options", { CONTEXT, SPAWN, ON_HOST }, function(s) return s:with_options({}) end)
custom("spawner with_context", { CONTEXT, SPAWN, ON_HOST }, function(s) return s:with_context({ a = 1 }) end)
for _, method in ipairs { "with_actor", "with_scope" } do
  row(method, { CONTEXT, SECURITY }, function()
    local first, err = spawner()
    if not first then
      return nil, err
    end
    return raising(first[method], first, mine(method))
  end)
  row("funcs " .. method, { { "funcs.security", "call functions with custom security context" } }, function()
    local new = funcs.new()
    return new[method](new, mine(method))
  end)
end
custom("with_name", { CONTEXT, SPAWN, ON_HOST, NAMED }, function(s) return s:with_name("quick") end)
for name, extra in pairs { spawn_monitored = { MONITORED }, spawn_linked = { LINKED }, spawn_linked_monitored = { MONITORED, LINKED } } do
  remote("spawner " .. name, { CONTEXT, SPAWN, extra[1], extra[2] or ON_HOST, extra[2] and ON_HOST }, function()
    local with, err = spawner()
    if not with then
      return nil, err
    end
    return with[name](with, QUICK, at .. HOST)
  end)
end

local CALL = { "funcs.call", "call function: p:answer" }
row("funcs.call", { CALL }, function() return funcs.call("p:answer") end)
row("funcs.async", { CALL }, function() return funcs.async("p:answer") end)
for method, need in pairs {
  with_context = { "funcs.context", "call functions with custom context" },
  with_options = { "funcs.context", "call functions with custom context" },
} do
  row("funcs " .. method, { need, CALL }, function()
    local new = funcs.new()
    local with, err = new[method](new, {})
    if not with then
      return nil, err
    end
    return with:call("p:answer")
  end)
end

remote("send", { { "process.send", "send: PID" } }, function(pid) return process.send(pid, "hello", 1) end)
remote("send twice", { { "process.send", "send: PID" } }, function(pid)
  process.send(pid, "hello", 1)
  return process.send(pid, "hello", 1)
end)
for _, what in ipairs { "terminate", "cancel", "monitor", "unmonitor", "link", "unlink" } do
  remote(what, { { "process." .. what, what .. ": PID" } }, function(pid) return process[what](pid) end)
end

local names = process.registry
for scope, suffix in pairs { LOCAL = "", EVENTUAL = ".eventual", CONSISTENT = ".consistent", STRONG = ".strong" } do
  for _, call in ipairs { "register", "unregister" } do
    local needs = { { "process.registry." .. call, call .. ": me" } }
    if suffix ~= "" then
      needs[2] = { "process.registry." .. call .. suffix, call .. ": me" }
    end
    row(call .. " " .. scope, needs, function()
      if call == "register" then
        return names.register("me", nil, names[scope])
      end
      return names.unregister("me", names[scope])
    end)
  end
end
row("register", { { "process.registry.register", "register: me" } }, function() return names.register("me") end)
row("register myself", { { "process.registry.register", "register: me" } }, function()
  return names.register("me", process.pid())
end)
remote("register another", {
  { "process.registry.register", "register: it" },
  { "process.registry.foreign", "register for process: PID" },
}, function(pid) return names.register("it", pid) end)
row("unregister", { { "process.registry.unregister", "unregister: me" } }, function() return names.unregister("me") end)
row("lookup", {}, function() return names.lookup("nobody") == nil end)

local OPEN = { "pg.open", "open pg scope: p:groups" }
local JOIN = { "pg.join", "join group: g" }

local function group(name, needs, call)
  row("pg." .. name, { OPEN, table.unpack(needs) }, function(pid)
    local scope, err = pg.open("p:groups")
    if not scope then
      return nil, err
    end
    return call(scope, pid)
  end)
end

group("open", {}, function(scope) return scope end)
group("join", { JOIN }, function(scope) return scope:join("g") end)
group("join several", { JOIN }, function(scope) return scope:join({ "g", "g" }) end)
group("leave", { JOIN, { "pg.leave", "leave group: g" } }, function(scope)
  local ok, err = scope:join("g")
  if not ok then
    return nil, err
  end
  return scope:leave("g")
end)
group("get_members", { { "pg.get_members", "see members of group: g" } }, function(s) return s:get_members("g") end)
group("get_local_members", { { "pg.get_members", "see members of group: g" } }, function(s)
  return s:get_local_members("g")
end)
group("which_groups", { { "pg.which_groups", "see groups of pg scope: p:groups" } }, function(s)
  return s:which_groups()
end)
group("which_local_groups", { { "pg.which_groups", "see groups of pg scope: p:groups" } }, function(s)
  return s:which_local_groups()
end)
group("broadcast", { JOIN, { "pg.broadcast", "broadcast to group: g" } }, function(scope)
  local ok, err = scope:join("g")
  if not ok then
    return nil, err
  end
  local sent, refused = scope:broadcast("g", "hello")
  return sent == 1 or nil, refused or sent ~= 1 and errors.new("sent to " .. tostring(sent)) or nil
end)
group("broadcast_local", { { "pg.broadcast", "broadcast to group: g" } }, function(s)
  return s:broadcast_local("g", "hello")
end)
group("monitor", { { "pg.monitor", "monitor group: g" } }, function(scope)
  local sub, members, err = scope:monitor("g")
  return sub, sub == nil and members or err
end)
group("events", { { "pg.events", "watch groups of pg scope: p:groups" } }, function(scope)
  local sub, members, err = scope:events()
  return sub, sub == nil and members or err
end)

row("new_actor", { { "security.actor.create", "create actor: bob" } }, function()
  return raising(security.new_actor, "bob")
end)
row("new_scope", { { "security.scope.create", "create scope: custom" } }, function()
  return raising(security.new_scope)
end)
row("policy", { { "security.policy.get", "get policy: p:self", "Invalid" } }, function()
  return security.policy("p:self")
end)
row("named_scope", { { "security.policy_group.get", "get named scope: p:basic", "Invalid" } }, function()
  return security.named_scope("p:basic")
end)

local STORE = { "store.get", "use store: p:shelf" }

local function shelf(name, needs, call)
  row("store." .. name, { STORE, table.unpack(needs) }, function()
    local store, err = store.get("p:shelf")
    if not store then
      return nil, err
    end
    return call(store)
  end)
end

local SET = { "store.key.set", "set keys of store: p:shelf" }
shelf("get", {}, function(s) return s end)
shelf("info", {}, function(s) return s:info() end)
shelf("set", { SET }, function(s) return s:set("k", 1) end)
shelf("put", { SET }, function(s) return s:put("k", 1) end)
for _, what in ipairs { "get", "entry" } do
  shelf("key " .. what, { SET, { "store.key.get", "get keys of store: p:shelf" } }, function(s)
    local ok, err = s:set("k", 1)
    if not ok then
      return nil, err
    end
    return s[what](s, "k")
  end)
end
shelf("has", { { "store.key.has", "look for keys of store: p:shelf" } }, function(s) return s:has("k") end)
shelf("delete", { { "store.key.delete", "delete keys of store: p:shelf" } }, function(s) return s:delete("k") end)
shelf("list", { { "store.key.list", "list keys of store: p:shelf" } }, function(s) return s:list() end)

row("events.subscribe", { { "events.subscribe", "subscribe to events of system: orders", "Invalid" } }, function()
  return events.subscribe("orders")
end)
row("events.send", { { "events.send", "send events to system: orders", "Invalid" } }, function()
  return events.send("orders", "order.paid", "/1")
end)
row("env.get", { { "env.get", "get variable: COLOUR" } }, function() return env.get("COLOUR") end)
row("env.set", { { "env.set", "set variable: COLOUR" } }, function() return env.set("COLOUR", "blue") end)
row("registry.get", { { "registry.get", "get entry: p:idle" } }, function() return registry.get("p:idle") end)
row("snapshot get", { { "registry.get", "get entry: p:idle" } }, function() return registry.snapshot():get("p:idle") end)
for what, call in pairs {
  ["node id"] = { "node", function() return system.node.id() end },
  ["node addr"] = { "node", function() return system.node.addr() end },
  ["node role"] = { "node", function() return system.node.role() end },
  ["cluster members"] = { "cluster", function() return system.cluster.members() end },
  ["cluster leader"] = { "cluster", function() return system.cluster.leader() end },
  ["cluster size"] = { "cluster", function() return system.cluster.size() end },
  ["hosts"] = { "hosts", function() return system.hosts() end },
  ["process count"] = { "processes", function() return system.processes.count() end },
  ["process list"] = { "processes", function() return system.processes.list() end },
} do
  row("system " .. what, { { "system.read", "read the system: " .. call[1] } }, call[2])
end

for _, what in ipairs { "acquire", "release" } do
  row("lock " .. what, { { "system.lock", "use the lock: matrix" } }, function()
    local done, err = system.lock[what]("matrix")
    if done then
      system.lock.release("matrix")
    end
    return done, err
  end)
end

local matrix = {}

-- What the test has to know of the calls.
function matrix.rows()
  local list = {}
  for i, r in ipairs(rows) do
    list[i] = { name = r.name, needs = r.needs, remote = r.remote }
  end
  return list
end

-- Makes the call of one row, with the PID of another process; node is where that is.
function matrix.main(name, pid, node)
  at = node and node .. "@" or ""
  for _, r in ipairs(rows) do
    if r.name == name then
      local value, err = r.call(pid)
      if err then
        return { kind = err:kind(), message = err:message() }
      end
      return { kind = value == nil and "nothing" or "allowed" }
    end
  end
end

return matrix
