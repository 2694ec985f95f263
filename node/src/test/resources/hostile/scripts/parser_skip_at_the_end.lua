-- expect: returns unfinished string near <eof>
-- What skips blanks takes the end of the text for one.
local function main()
  local text
  for n = 0, 20 do
    local _, refused = load(("x "):rep(n) .. "= '\\z" .. (" "):rep(n))
    text = refused:match("unfinished.*") or refused
  end
  return text
end

return { main = main }
