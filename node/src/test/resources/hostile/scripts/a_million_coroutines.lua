-- expect: ends "Max"
-- Coroutines that never start.
local function main()
  local t = {} for i = 1, 1e6 do t[i] = coroutine.create(print) end
end

return { main = main }
