-- expect: ends "stringBytesMax"
-- Many conversions at once.
local function main()
  local f = ("%99d"):rep(100000) local n = {} for i = 1, 100000 do n[i] = i end return #f:format(unpack(n))
end

return { main = main }
