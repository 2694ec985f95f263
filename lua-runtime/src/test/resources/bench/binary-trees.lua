-- Small tables that live for a moment.
local function tree(depth)
  if depth == 0 then
    return {}
  end
  return { tree(depth - 1), tree(depth - 1) }
end

local function count(node)
  if node[1] then
    return 1 + count(node[1]) + count(node[2])
  end
  return 1
end

return function()
  local sum = 0
  for depth = 4, 14, 2 do
    for _ = 1, 2 ^ (15 - depth) do
      sum = sum + count(tree(depth))
    end
  end
  return sum
end
