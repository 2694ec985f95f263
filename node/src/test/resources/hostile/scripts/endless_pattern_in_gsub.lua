-- expect: ends "patternStepsMax"
local function main()
  return (("a"):rep(4000) .. "b"):gsub("(.-)(.-)(.-)(.-)c", "%1")
end

return { main = main }
