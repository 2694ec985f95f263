-- expect: returns fine
-- Nothing but comments.
local function main()
  local text = ("-- x\n"):rep(800000) return load(text) and not load(text .. "x") and "fine"
end

return { main = main }
