-- expect: ends "retainedBytesMax"
-- Keeps the results of others.
local function main()
  local kept = {}
  while true do
    kept[#kept + 1] = process.exec("hostile:giver", "hostile:attackers")
  end
end

return { main = main }
