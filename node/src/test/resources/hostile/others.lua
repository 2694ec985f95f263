-- Processes that the attacks and their judge start.
local function deaf()
  process.inbox()
  channel.new():receive()
end

local function newcomer()
  return ("upper"):upper()
end

local function giver()
  return ("x"):rep(500000)
end

return { giver = giver, deaf = deaf, newcomer = newcomer }
