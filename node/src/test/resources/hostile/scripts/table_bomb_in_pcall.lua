-- expect: ends "retainedBytesMax"
-- Catches whatever can be caught.
local function main()
  local t = {}
  local function fill()
    local i = 0
    while true do
      i = i + 1
      t[i] = { i, tostring(i) }
    end
  end
  while true do
    pcall(fill)
    xpcall(fill, function() return t end)
  end
end

return { main = main }
