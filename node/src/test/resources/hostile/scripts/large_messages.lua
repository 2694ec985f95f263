-- expect: returns refused
local function main()
  local ok, err = process.send(process.pid(), "x", ("x"):rep(3000000)) return err and err:kind() == "Invalid" and "refused"
end

return { main = main }
