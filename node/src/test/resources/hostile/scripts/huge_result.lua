-- expect: ends "messageBytesMax"
local function main()
  return ("x"):rep(4000000)
end

return { main = main }
