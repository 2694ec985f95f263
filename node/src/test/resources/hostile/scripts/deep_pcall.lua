-- expect: returns survived
local function main()
  local function f() return pcall(f) end pcall(f) return "survived"
end

return { main = main }
