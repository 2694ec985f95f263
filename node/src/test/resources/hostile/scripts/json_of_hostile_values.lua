-- expect: returns refused
-- Deep, cyclic, growing, and not quite UTF-8.
local function main()
  local cycle, deep, wide = {}, "x", { ("y"):rep(1e6) }
  cycle.a = cycle
  for _ = 1, 200 do deep = { deep } end
  for _ = 1, 8 do wide = { wide, wide } end
  for i, value in ipairs({ cycle, deep, wide, { "\255" }, { [{}] = 1 }, { f = main } }) do
    local text, err = json.encode(value)
    if text or err:kind() ~= "Internal" then return "value " .. i .. " went through" end
  end
  local texts = { ("["):rep(1e6), ('{"a":'):rep(1e5), ("9"):rep(1e6), "1e999", '"\255"', '"\\ud800"', "\0[\0]", "nul", "{a:1}", "[1,]" }
  for i, text in ipairs(texts) do
    local value, err = json.decode(text)
    if value or err:kind() ~= "Internal" then return "text " .. i .. " went through" end
  end
  return "refused"
end

return { main = main }
