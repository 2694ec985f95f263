-- expect: returns none
-- Looks for metatables that values of one type share.
local function main()
  local found = 0
  for _, v in ipairs({ 1, true, print, coroutine.create(print) }) do
    if getmetatable(v) then
      found = found + 1
    end
    pcall(setmetatable, v, { __index = print })
  end
  return found == 0 and "none" or "some"
end

return { main = main }
