-- expect: returns kept
local function main()
  local t = {} t.t, t[t] = t, t process.send(process.pid(), "x", t) local g = process.listen("x"):receive() return g.t == g and g[g] == g and "kept"
end

return { main = main }
