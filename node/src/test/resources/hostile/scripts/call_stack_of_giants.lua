-- expect: returns 5
-- Positions that are none: what is left is that of each call of wrap.
local function main()
  local frames = 0
  for _, text in ipairs { "x:99999999999999", "x:" .. ("9"):rep(100000), "x:\217\161", ":1", "x:" } do
    frames = frames + #errors.call_stack(errors.wrap("a", text)).frames
  end
  return frames
end

return { main = main }
