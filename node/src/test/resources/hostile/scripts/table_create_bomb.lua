-- expect: ends "tableEntriesMax"
-- A table made large at once.
local function main()
  return #table.create(2 ^ 30, 2 ^ 30)
end

return { main = main }
