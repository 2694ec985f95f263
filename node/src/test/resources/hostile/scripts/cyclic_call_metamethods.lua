-- expect: returns done
-- Tables that are called by way of each other, in a circle and in a long row.
local function main()
  local meta = {}
  local circle = setmetatable({}, meta)
  meta.__call = circle
  local row = {}
  for _ = 1, 10000 do
    row = setmetatable({}, { __call = row })
  end
  for _, called in ipairs { circle, row } do
    assert(not pcall(called))
    assert(not pcall(function() called() end))
    assert(not pcall(function() return called(1) end))
    assert(not pcall(function() for _ in called do end end))
    assert(not pcall(function() return 1 + setmetatable({}, { __add = called }) end))
    assert(not pcall(coroutine.wrap(function() return called(1, 2, 3, 4) end)))
  end
  return "done"
end

return { main = main }
