local time = require("time")

local function echo()
  local inbox = process.inbox()
  while true do
    local message = inbox:receive()
    if message:topic() == "stop" then
      return "stopped"
    end
    process.send(message:from(), message:topic(), message:payload())
  end
end

-- Sends some messages, then ends with a value or an error.
local function ends(to, count, how)
  for i = 1, count do
    process.send(to, "last", i)
  end
  if how == "error" then
    error(errors.new({kind = errors.CONFLICT, message = "on purpose", details = {a = {1, 2}}}))
  end
  if how == "bytes" then
    return nil, "\255 on purpose"
  end
  if how == "nested" then
    local err
    for i = 1, 5000 do
      err = errors.new({message = "level " .. i, details = {inside = err, again = err}})
    end
    return nil, err
  end
  if how == "huge" then
    error(string.rep("x", 17000000))
  end
  return {how = how, list = {1, 2, 3}}
end

local function sleeper()
  process.inbox():receive()
end

local function named(name, to)
  local ok, err = process.registry.register(name)
  process.send(to, "registered", {ok = ok, kind = err and err:kind()})
  process.inbox():receive()
end

-- Claims names as fast as it can; says which it got.
local function claims(to, count)
  local got = {}
  for i = 1, count do
    if process.registry.register("claim" .. i) then
      got[#got + 1] = i
    end
  end
  process.send(to, "claimed", got)
  process.inbox():receive()
end

local function cancelled(to)
  local event = process.events():receive()
  process.send(to, "cancelled", event.kind)
end

local function deaf()
  time.sleep("1h")
end

return {echo = echo, ends = ends, sleeper = sleeper, named = named, claims = claims,
  cancelled = cancelled, deaf = deaf}
