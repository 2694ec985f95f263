-- expect: ends "a channel holds at most"
-- A buffer of two thousand million places.
local function main()
  return channel.new(2 ^ 31 - 1)
end

return { main = main }
