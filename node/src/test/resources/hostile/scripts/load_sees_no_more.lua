-- expect: returns same
local function main()
  local f = load("return io, debug, require") local i, d, r = f() return i == nil and d == nil and r == require and "same"
end

return { main = main }
