-- The module security as a process without any restriction sees it, and as a service does.
local security = require("security")

local function is(found, wanted, what)
  if found ~= wanted then
    error(what .. ": found " .. tostring(found) .. ", wanted " .. tostring(wanted), 2)
  end
end

local checks = {}

function checks.nobody()
  is(security.actor(), nil, "actor")
  is(security.scope(), nil, "scope")
  is(security.can("anything", "at all"), false, "can")
end

function checks.actors()
  local ann = security.new_actor("ann", { age = 20, tags = { "a", "b" }, f = channel.new() })
  is(ann:id(), "ann", "id")
  is(ann:meta().age, 20, "meta")
  ann:meta().age = 30
  is(ann:meta().age, 20, "its meta stays")
  is(ann:meta().f, nil, "a channel is no value")
  is(next(security.new_actor("bob"):meta()), nil, "no meta")
  is(tostring(ann), "security.Actor{ann}", "text")
  is(type(ann), "userdata", "type")
  for what, call in pairs {
    ["an empty id"] = function() security.new_actor("") end,
    ["a long id"] = function() security.new_actor(("x"):rep(2000)) end,
    ["no id"] = function() security.new_actor(nil) end,
    ["a meta that is no table"] = function() security.new_actor("a", 5) end,
    ["a meta that is too large"] = function() security.new_actor("a", { x = ("x"):rep(100000) }) end,
    ["a meta in itself"] = function()
      local meta = {}
      meta.meta = meta
      security.new_actor("a", meta)
    end,
    ["a meta with too many values"] = function()
      local meta = {}
      for i = 1, 2000 do
        meta["k" .. i] = i
      end
      security.new_actor("a", meta)
    end,
    ["a meta whose tables are many by being shared"] = function()
      local meta = { x = 1 }
      for _ = 1, 12 do
        meta = { a = meta, b = meta }
      end
      security.new_actor("a", meta)
    end,
    ["one large text"] = function() security.new_actor("a", { x = ("x"):rep(5000) }) end,
    ["a large text beside a list"] = function() security.new_actor("a", { l = { 1, x = ("x"):rep(200000) } }) end,
    ["a large resource"] = function() security.can("a", ("x"):rep(5000)) end,
    ["a function"] = function() security.new_actor("a", { f = print }) end,
    ["a field of an actor"] = function() ann.id = 5 end,
  } do
    is(pcall(call), false, what)
  end
end

function checks.policies()
  local grown, err = security.policy("p:grown")
  is(err, nil, "no error")
  is(grown:id(), "p:grown", "id")
  local ann, kim = security.new_actor("ann", { age = 20 }), security.new_actor("kim", { age = 10 })
  is(grown:evaluate(ann, "drive", "car", { sober = true }), "allow", "ann drives")
  is(grown:evaluate(ann, "drive", "car"), "undefined", "a missing field")
  is(grown:evaluate(kim, "drive", "car", { sober = true }), "undefined", "kim drives")
  is(security.policy("p:no_trucks"):evaluate(kim, "drive", "truck:1"), "deny", "a truck")
  local none, why = security.policy("p:none")
  is(none, nil, "an unknown policy")
  is(why:kind(), errors.INTERNAL, "kind")
end

function checks.scopes()
  local ann = security.new_actor("ann", { age = 20 })
  local basic = security.named_scope("p:basic")
  is(basic:contains("p:grown") and basic:contains("p:names"), true, "its policies")
  is(basic:contains("p:self"), false, "not another")
  is(#basic:policies(), 2, "how many")
  is(basic:policies()[1]:id(), "p:grown", "a policy of it")
  is(#security.named_scope("p:more"):policies(), 1, "another group")
  local none, why = security.named_scope("p:none")
  is(none, nil, "an unknown group")
  is(why:kind(), errors.INTERNAL, "kind")

  local sober = { sober = true }
  local strict = basic:with(security.policy("p:no_trucks"))
  is(basic:evaluate(ann, "drive", "truck", sober), "allow", "before")
  is(strict:evaluate(ann, "drive", "truck", sober), "deny", "a denial wins")
  is(strict:evaluate(ann, "drive", "car", sober), "allow", "a car")
  is(strict:without("p:no_trucks"):evaluate(ann, "drive", "truck", sober), "allow", "taken out")
  is(strict:without("p:none"):contains("p:no_trucks"), true, "taken out what was not in it")
  is(#basic:policies(), 2, "it did not change")
  is(security.new_scope():evaluate(ann, "drive", "car", sober), "undefined", "an empty one")
  is(#security.new_scope { security.policy("p:self"), security.policy("p:self") }:policies(), 1, "a set")
  is(tostring(security.new_scope()), "security.Scope{0 policies}", "text")
  is(pcall(security.new_scope, { "p:self" }), false, "an id is no policy")
  is(pcall(basic.with, basic, "p:self"), false, "nor here")
end

function checks.tokens()
  local none, err = security.token_store("p:tokens")
  is(none, nil, "store")
  is(err:kind(), errors.NOT_FOUND, "kind")
end

-- A service: with the actor daemon, and the scope {p:self, p:names, p:grown}.
function checks.service(reports)
  is(security.actor():id(), "daemon", "actor")
  is(security.actor():meta().level, 3, "meta")
  is(#security.scope():policies(), 3, "scope")
  is(process.registry.register("mine." .. reports), true, "register")
  process.events():receive()
end

local function main(check, ...)
  return checks[check](...) or "done"
end

return { main = main }
