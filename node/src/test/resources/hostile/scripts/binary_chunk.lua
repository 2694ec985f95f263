-- expect: ends "binary chunks are not accepted"
-- Bytecode could do anything.
local function main()
  return assert(load("\27Lua\82\0\1\4\8\4\8\0\25\147\r\n\26\n"))
end

return { main = main }
