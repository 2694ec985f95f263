-- expect: returns refused
local function main()
  local own = process.pid()
  local forged = { own:gsub("%.%d+}", ".999999}"), own:gsub("|", "|f"), "{}", "{a@b|c.d}", "{@|.}", own .. "\0", own:gsub("@", "@@"), ("{"):rep(100000), "{local@hostile:neighbours|0.1}" }
  for _, pid in ipairs(forged) do
    assert(not process.send(pid, "x"), pid)
    assert(not process.terminate(pid), pid)
    assert(not process.monitor(pid), pid)
  end
  return "refused"
end

return { main = main }
