-- expect: ends "timersMax"
local function main()
  for _ = 1, 1e7 do time.ticker("1ms") end
end

return { main = main }
