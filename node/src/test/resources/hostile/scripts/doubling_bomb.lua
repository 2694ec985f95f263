-- expect: ends "stringBytesMax"
-- Doubles a string for ever.
local function main()
  local s = "x" while true do s = s .. s end
end

return { main = main }
