-- A stage: takes items, changes them, and sends them to the next process. nil is the end.

local CHANGES = {
  plus = function(a, b) return a + b end,
  times = function(a, b) return a * b end,
}

local function main(next, change, operand)
  local items = process.listen("item")
  for item in function() return (items:receive()) end do
    local sent, err = process.send(next, "item", CHANGES[change](item, operand))
    if not sent then
      return nil, err
    end
  end
  return process.send(next, "item")
end

return { main = main }
