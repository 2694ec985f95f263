-- expect: ends "timersMax"
local function main()
  while true do time.after("1h") end
end

return { main = main }
