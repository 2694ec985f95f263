-- expect: ends ""
local function main()
  local function h() return h() + xpcall(error, h) end error(select(2, xpcall(error, h)))
end

return { main = main }
