-- expect: returns refused
-- Deeper than any parser goes.
local function main()
  for _, text in ipairs({ "(", "{", "[[", "not ", "- ", "function() ", "do ", "if x then ", "x.", "a(", "a.b[" }) do
    assert(not load("return " .. text:rep(200000)))
    assert(not load(text:rep(200000)))
  end
  return "refused"
end

return { main = main }
