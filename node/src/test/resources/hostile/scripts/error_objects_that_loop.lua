-- expect: ends ""
-- Nobody calls it to show the error.
local function main()
  error(setmetatable({}, { __tostring = function() while true do end end }))
end

return { main = main }
