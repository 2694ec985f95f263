-- Processes that the attacks and their judge start.
local function deaf()
  process.inbox()
  channel.new():receive()
end

local function newcomer()
  return ("upper"):upper()
end

return { deaf = deaf, newcomer = newcomer }
