-- expect: ends "is shared by all processes"
-- Replaces a function that every process uses.
local function main()
  string.upper = function() return "mine" end
end

return { main = main }
