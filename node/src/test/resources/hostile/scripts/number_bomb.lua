-- expect: ends "Max"
-- Keeps numbers without end.
local function main()
  local t = {} for i = 1, 1e9 do t[i] = i + 0.5 end
end

return { main = main }
