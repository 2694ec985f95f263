-- expect: returns a function has at most 5000 goto, break and elseif in all
-- Each costs the parser a walk over all before it.
local function main()
  local _, gotos = load(("goto x "):rep(100000) .. "::x::")
  local _, breaks = load("while x do " .. ("if x then break end "):rep(40000) .. "end")
  assert(gotos:sub(-61) == breaks:sub(-61), breaks)
  return gotos:match("a function .* in all")
end

return { main = main }
