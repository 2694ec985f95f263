-- expect: ends "Max"
local function main()
  local t = setmetatable({}, { __mode = "k" })
  for i = 1, 1e9 do
    t[i] = true
  end
end

return { main = main }
