-- expect: returns sealed
-- Removes every function of every library.
local function main()
  for _, library in ipairs({ string, table, math, os, coroutine, process, channel, errors, bit32, time }) do
    for name in pairs(library) do
      assert(not pcall(function() library[name] = nil end), name)
      assert(not pcall(rawset, library, name, nil), name)
    end
    assert(not pcall(setmetatable, library, {}), "metatable")
    assert(not pcall(table.insert, library, 1), "insert")
  end
  return "sealed"
end

return { main = main }
