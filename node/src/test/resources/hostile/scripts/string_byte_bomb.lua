-- expect: ends "string slice too long"
-- Each byte as a result.
local function main()
  local s = ("x"):rep(4000000) return select("#", s:byte(1, -1))
end

return { main = main }
