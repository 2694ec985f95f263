-- expect: ends "invalid value"
-- A range that ends nowhere.
local function main()
  return table.concat({}, ",", 1, 2 ^ 52)
end

return { main = main }
