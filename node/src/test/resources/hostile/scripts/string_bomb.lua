-- expect: ends "retainedBytesMax"
-- Keeps strings without end.
local function main()
  local t = {} for i = 1, 1e9 do t[i] = i .. ("x"):rep(1000) end
end

return { main = main }
