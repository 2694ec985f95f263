-- expect: ends "Max"
-- No weak reference lets go of a text.
local function main()
  local t = setmetatable({}, { __mode = "kv" })
  for i = 1, 1e9 do
    t[i] = ("x"):rep(1e5) .. i
  end
end

return { main = main }
