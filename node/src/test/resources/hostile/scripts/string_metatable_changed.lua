-- expect: ends "attempt to"
-- The metatable of strings is one for the whole JVM.
local function main()
  getmetatable("").__index = function() return "mine" end
end

return { main = main }
