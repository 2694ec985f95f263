-- expect: ends "Max"
-- Keeps keys without end.
local function main()
  local t = {} for i = 1, 1e9 do t["key" .. i] = true end
end

return { main = main }
