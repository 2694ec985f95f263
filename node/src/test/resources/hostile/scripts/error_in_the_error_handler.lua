-- expect: ends ""
local function main()
  local ok, e = xpcall(error, function() error("again") end) error(e)
end

return { main = main }
