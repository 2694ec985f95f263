-- A library: a source of numbers, as a channel that a coroutine of the calling process fills.

local ROOM = 2 -- values that may wait in the channel

local function upto(last)
  local numbers = channel.new(ROOM)
  coroutine.spawn(function()
    for n = 1, last do
      numbers:send(n) -- waits while the channel is full
    end
    numbers:close()
  end)
  return numbers
end

return { upto = upto }
