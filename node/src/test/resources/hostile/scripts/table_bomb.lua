-- expect: ends "retainedBytesMax"
-- Keeps tables without end.
local function main()
  local t = {} local i = 0 while true do i = i + 1 t[i] = { i } end
end

return { main = main }
