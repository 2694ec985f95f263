-- expect: ends "patternStepsMax"
-- Backtracks for longer than anybody waits.
local function main()
  return ("a"):rep(400):find(".-.-.-.-b$")
end

return { main = main }
