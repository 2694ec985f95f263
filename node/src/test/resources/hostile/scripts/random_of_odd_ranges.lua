-- expect: returns fine
local function main()
  for _, n in ipairs({ 0, -1, 2 ^ 53, math.huge, 0 / 0 }) do pcall(math.random, n) pcall(math.random, -n, n) pcall(math.randomseed, n) end return "fine"
end

return { main = main }
