-- expect: ends "xxx"
local function main()
  error(("x"):rep(4000000))
end

return { main = main }
