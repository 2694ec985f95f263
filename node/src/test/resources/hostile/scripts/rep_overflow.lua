-- expect: ends "stringBytesMax"
-- A length that no 32 bits hold.
local function main()
  return #("x"):rep(2 ^ 31, "yy")
end

return { main = main }
