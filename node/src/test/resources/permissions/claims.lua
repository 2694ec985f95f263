-- One claim of a name or lock, and what it came to. What was got is free again with the end.
local security = require("security")
local system = require("system")

local claims = {}

function claims.register(name, scope)
  return process.registry.register(name, nil, process.registry[scope])
end

function claims.lock(name)
  return system.lock.acquire(name)
end

-- Gives another process a name.
function claims.give(name, pid)
  return process.registry.register(name, pid)
end

-- Starts one that may do nothing itself.
function claims.start(name)
  local bound = process.with_options({}):with_scope(security.new_scope())
  return bound:with_name(name):spawn("p:quick", "p:processes")
end

local function main(claim, ...)
  local ok, err = claims[claim](...)
  return ok and "got" or err:kind() .. ": " .. err:message()
end

return { main = main }
