-- expect: ends "retainedBytesMax"
-- Fills memory inside of sort.
local function main()
  local kept = {}
  local t = { 3, 1, 2, 5, 4 }
  table.sort(t, function(a, b)
    while true do
      kept[#kept + 1] = { a, b }
    end
  end)
end

return { main = main }
