-- What a process with actor ann (age 20) and the scope {p:self, p:names, p:spawns} sees.
local security = require("security")

local function is(found, wanted, what)
  if found ~= wanted then
    error(what .. ": found " .. tostring(found) .. ", wanted " .. tostring(wanted), 2)
  end
end

local checks = {}

-- The resource is the PID, also where a name is used; meta.pid is the caller.
function checks.resolved(_, idle)
  is(process.registry.register("me"), true, "register me")
  is(process.send("me", "hello"), true, "send by name to itself")
  is(process.send(process.pid(), "hello"), true, "send to itself")
  local ok, err = process.send(idle, "hello")
  is(ok, nil, "send to another")
  is(err:kind(), errors.PERMISSION_DENIED, "kind")
  is(err:message(), "not allowed to send: " .. idle, "message")
  is(err:retryable(), false, "retryable")
  ok, err = process.registry.register("other")
  is(err:message(), "not allowed to register: other", "another name")
  is(process.registry.register("mine.too"), true, "a prefix")
end

-- What cannot be resolved is not found, whatever is allowed.
function checks.unknown()
  local ok, err = process.cancel("nobody")
  is(ok, nil, "cancel nobody")
  is(err:kind(), errors.NOT_FOUND, "kind")
end

-- Children inherit actor and scope.
function checks.inherited(_, idle)
  local result = process.exec("p:details", "p:processes", "child", idle)
  is(result, "ann may not", "of the child")
end

function checks.child(_, idle)
  local _, err = process.terminate(idle)
  return security.actor():id() .. (errors.is(err, errors.PERMISSION_DENIED) and " may not" or " may")
end

-- Also on another node, where the policies are those of its own application.
function checks.remote(_, idle)
  local result = process.exec("p:details", "n2@p:processes", "child", idle)
  is(result, "ann may not", "of the remote child")
  local pid, err = process.spawn("p:quick", "n2@q:processes")
  is(pid, nil, "a host that no policy allows")
  is(err:message(), "not allowed to spawn on host: q:processes", "message")
end

-- What is done with who has the name of a named spawn needs the permission for that.
function checks.holder()
  is(process.registry.register("me"), true, "register")
  local named = process.with_options({}):with_name("me")
  local pid, err = named:spawn_monitored("p:quick", "p:processes")
  is(pid, nil, "monitor the holder")
  is(err:message(), "not allowed to monitor: " .. process.pid(), "message")
  is(named:with_message("hi", 1):spawn("p:quick", "p:processes"), process.pid(), "send to it")
  is(process.inbox():receive():payload(), 1, "the message")
end

-- Who asks is checked there, not who it asks for.
function checks.given(_, idle)
  local bound = process.with_options({}):with_scope(security.new_scope())
  assert(bound:spawn_monitored("p:details", "n2@p:processes", "child", idle))
  is(process.events():receive().result.value, "ann may not", "of a child with an empty scope")
end

-- Children and callees act for who they are given, by the policies that they are given.
function checks.instead(_, idle)
  local bob, none = security.new_actor("bob"), security.new_scope()
  local spawner = process.with_options({}):with_actor(bob)
  local executor = funcs.new():with_actor(bob):with_scope(none)
  is(executor:call("p:acts", "child", idle), "bob may not", "of a callee")
  assert(spawner:with_scope(none):spawn_monitored("p:details", "p:processes", "child", idle))
  is(process.events():receive().result.value, "bob may not", "of a child with another scope too")
  assert(spawner:spawn_monitored("p:details", "p:processes", "child", idle))
  is(process.events():receive().result.value, "bob may", "of a child with another actor")
  is(security.actor():id(), "ann", "who asks stays the same")
end

-- On a node that does not have the policies which allow it here.
function checks.elsewhere(_, idle)
  process.set_options({ trap_links = true })
  local events = process.events()
  local pid, err = process.spawn("p:quick", "n2@p:processes")
  is(pid, nil, "spawn")
  is(err:kind(), errors.PERMISSION_DENIED, "kind")
  is(err:message(), "not allowed to spawn process: p:quick", "message")
  pid, err = process.exec("p:quick", "n2@p:processes")
  is(err:message(), "not allowed to exec process: p:quick", "exec")
  local ok
  ok, err = process.registry.register("it", idle)
  is(ok, nil, "register another")
  is(err:kind(), errors.PERMISSION_DENIED, "kind")
  is(err:message(), "not allowed to register: it", "register another")
  ok, err = process.registry.register("shared", idle)
  is(ok, nil, "register another with an allowed name")
  is(err:message(), "not allowed to register for process: " .. idle, "register another")
  ok, err = process.registry.unregister("held")
  is(ok, nil, "unregister another's")
  is(err:message(), "not allowed to unregister: held", "unregister another's")
  is(process.registry.lookup("held"), idle, "who has it still")
  for call, kind in pairs { monitor = process.event.EXIT, link = process.event.LINK_DOWN } do
    is(process[call](idle), true, call)
    local event = events:receive()
    is(event.kind, kind, call)
    is(event.error:kind(), errors.PERMISSION_DENIED, call)
    is(event.error:message(), "not allowed to " .. call .. ": " .. idle, call)
  end
  is(process.cancel(idle), true, "cancel is on its way")
  is(process.terminate(idle), true, "terminate is on its way")
  is(process.send(idle, "hello"), true, "send")
end

function checks.can(_, idle)
  is(security.can("process.send", idle), false, "send to another")
  is(security.can("process.send", process.pid()), true, "send to itself")
  is(security.can("process.send", "x", { pid = "x" }), true, "attributes of its own")
  is(security.can("process.exec", "p:quick"), true, "exec")
  is(security.can("fly", "moon"), false, "undefined")
end

-- A list has only the entries that a process may get, and what is left out is no refusal.
function checks.listed()
  is(#registry.find({ [".ns"] = "p" }), 0, "entries of p")
  is(registry.find({ [".kind"] = "security.policy", [".ns"] = "allow" })[1].id, "allow:pg.broadcast", "of allow")
  is(next(env.get_all()), nil, "variables")
  is(#registry.snapshot():entries(), #registry.find(), "a snapshot")
end

-- Refusals do not stop anything else, and are counted each time.
function checks.counted(_, idle)
  for _ = 1, 3 do
    process.link(idle)
  end
end

local function main(check, idle)
  return checks[check](check, idle) or "done"
end

return { main = main }
