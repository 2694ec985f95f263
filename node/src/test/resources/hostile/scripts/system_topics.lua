-- expect: returns refused
local function main()
  local ok, err = process.send(process.pid(), "@events", { kind = process.event.CANCEL }) return err:kind() == "Invalid" and "refused"
end

return { main = main }
