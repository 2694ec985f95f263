-- expect: ends "sourceBytesMax"
-- A text that never ends.
local function main()
  return load(function() return "x = 1 " end) or error(select(2, load(function() return "x = 1 " end)))
end

return { main = main }
