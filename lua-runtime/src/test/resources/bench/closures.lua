-- Functions as values: counters, maps and folds.
local function counter()
  local n = 0
  return function(step)
    n = n + step
    return n
  end
end

local function map(list, f)
  local result = {}
  for i = 1, #list do
    result[i] = f(list[i])
  end
  return result
end

local function fold(list, f, start)
  local value = start
  for _, x in ipairs(list) do
    value = f(value, x)
  end
  return value
end

return function()
  local list = {}
  for i = 1, 1000 do
    list[i] = i
  end
  local sum = 0
  for round = 1, 500 do
    local count = counter()
    local scaled = map(list, function(x) return x * round end)
    sum = sum + fold(scaled, function(a, b) return a + b end, 0)
    for i = 1, 1000 do
      count(i)
    end
    sum = sum + count(0)
  end
  return sum
end
