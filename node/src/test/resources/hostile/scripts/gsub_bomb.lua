-- expect: ends "stringBytesMax"
-- Each byte becomes a thousand.
local function main()
  local s = ("x"):rep(1000000) return #s:gsub(".", s:sub(1, 1000))
end

return { main = main }
