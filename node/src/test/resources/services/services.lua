local function say(text)
  process.send("recorder", "say", text)
end

local function waits(name)
  local event = process.events():receive()
  say(name .. ": " .. event.reason)
end

local function deaf()
  process.events():receive()
  say("deaf: goes on")
  channel.new():receive()
end

local function fails(how)
  say(how)
  if how == "raises" then
    error("boom")
  elseif how == "returns" then
    return nil, "boom"
  elseif how == "hopeless" then
    return nil, errors.new { message = "boom", retryable = false }
  elseif how == "passes on" then
    return process.exec("s:fails", "s:processes", "hopeless")
  end
end

-- Returns all that was said before it was told to end.
local function recorder()
  process.registry.register("recorder")
  local said, says, events = {}, process.listen("say"), process.events()
  while true do
    local got = channel.select { says:case_receive(), events:case_receive() }
    if got.channel == events then
      return said
    end
    said[#said + 1] = got.value
  end
end

return { waits = waits, deaf = deaf, fails = fails, recorder = recorder }
