-- expect: ends "retainedBytesMax"
-- Never looks at the results of its calls.
local function main()
  local futures = {}
  for i = 1, 60 do
    futures[i] = funcs.async("hostile:given")
  end
  channel.new():receive()
end

return { main = main }
