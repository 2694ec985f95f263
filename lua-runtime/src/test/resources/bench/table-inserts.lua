-- Lists and maps that grow.
return function()
  local sum = 0
  for _ = 1, 10 do
    local list = {}
    for i = 1, 100000 do
      list[i] = i
    end
    for i = 1, 100000 do
      list[#list + 1] = i
    end
    for i = 1, 50000 do
      table.insert(list, i)
    end
    local map = {}
    for i = 1, 50000 do
      map["k" .. i % 5000] = i
    end
    local sparse = {}
    for i = 1, 50000 do
      sparse[i * 7] = i
    end
    sum = sum + #list + map.k1 + sparse[7]
  end
  return sum
end
