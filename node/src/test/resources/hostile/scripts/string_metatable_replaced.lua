-- expect: ends "setmetatable"
-- Gives all strings another metatable.
local function main()
  setmetatable("", {__index = function() return "mine" end})
end

return { main = main }
