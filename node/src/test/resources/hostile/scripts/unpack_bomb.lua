-- expect: ends "too many results to unpack"
-- A hundred million results.
local function main()
  return select("#", unpack({}, 1, 1e8))
end

return { main = main }
