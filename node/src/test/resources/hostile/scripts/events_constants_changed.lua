-- expect: ends "is shared by all processes"
-- Constants are shared too.
local function main()
  process.event.EXIT = "mine"
end

return { main = main }
