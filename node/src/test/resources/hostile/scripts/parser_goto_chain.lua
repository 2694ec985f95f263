-- expect: returns a function has at most 5000 goto, break and labels
-- Each costs the parser a walk over all before it.
local function main()
  local _, gotos = load(("goto x "):rep(100000) .. "::x::")
  local sources = {
    "while x do " .. ("if x then break end "):rep(40000) .. "end",
    "while x do " .. ("if " .. ("a or "):rep(150) .. "a then break end "):rep(5000) .. "end",
    (("goto x "):rep(5000) .. "y='\\z\nfunction '\n"):rep(20) .. "::x::",
    "::a::" .. ("goto a "):rep(5000),
  }
  for _, source in ipairs(sources) do
    local _, refused = load(source)
    assert(refused:match("a function.*labels") == gotos:match("a function.*labels"), refused)
  end
  return gotos:match("a function .* labels")
end

return { main = main }
