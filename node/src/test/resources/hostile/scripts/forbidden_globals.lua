-- expect: returns none
-- What would lead out of the process.
local function main()
  local names = { "io", "debug", "package", "luajava", "loadfile", "dofile", "collectgarbage", "loadstring", "setfenv", "getfenv", "module", "newproxy" }
  local found = {}
  for _, name in ipairs(names) do
    if _G[name] ~= nil then
      found[#found + 1] = name
    end
  end
  for _, name in ipairs({ "execute", "exit", "remove", "rename", "getenv", "tmpname", "setlocale" }) do
    if os[name] ~= nil then
      found[#found + 1] = name
    end
  end
  return #found == 0 and "none" or table.concat(found, " ")
end

return { main = main }
