-- expect: returns refused
local function main()
  local ok = process.send(process.pid(), "x", { { print } }) return ok == nil and "refused"
end

return { main = main }
