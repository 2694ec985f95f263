-- expect: runs
-- Costs the parser the square of its length.
local function main()
  local t = "return x" .. (" or x"):rep(100000) while true do load(t) end
end

return { main = main }
