-- expect: returns refused
local function main()
  local t = {} for _ = 1, 1e5 do t = { t } end local ok, err = process.send(process.pid(), "x", t) return err:kind() == "Invalid" and "refused"
end

return { main = main }
