-- expect: returns dropped
local function main()
  local evil = setmetatable({ 1 }, { __index = error, __gc = error, __tostring = error, __len = error, __pairs = error })
  process.send(process.pid(), "x", evil)
  local got = process.listen("x"):receive()
  return getmetatable(got) == nil and got[1] == 1 and "dropped"
end

return { main = main }
