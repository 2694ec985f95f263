-- expect: ends "Max"
local function main()
  local t = {} for i = 1, 1e6 do t[i] = i end local ok, err = process.send(process.pid(), "x", t) error(err)
end

return { main = main }
