-- expect: ends "listenersMax"
local function main()
  for i = 1, 1e7 do process.listen("t" .. i) end
end

return { main = main }
