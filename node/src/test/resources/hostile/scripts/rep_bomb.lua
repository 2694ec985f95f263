-- expect: ends "stringBytesMax"
-- One string of a gigabyte.
local function main()
  return #("x"):rep(1e9)
end

return { main = main }
