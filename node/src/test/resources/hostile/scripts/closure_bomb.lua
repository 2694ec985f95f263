-- expect: ends "retainedBytesMax"
-- Each closure keeps the one before.
local function main()
  local f = print while true do local g = f f = function() return g end end
end

return { main = main }
