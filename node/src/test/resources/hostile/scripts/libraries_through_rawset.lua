-- expect: ends "is shared by all processes"
-- rawset goes past metamethods.
local function main()
  rawset(table, "insert", print)
end

return { main = main }
