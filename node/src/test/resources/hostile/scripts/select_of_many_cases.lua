-- expect: returns done
local function main()
  local c, ch = {}, channel.new() for i = 1, 100000 do c[i] = ch:case_receive() end c.default = true for _ = 1, 10 do channel.select(c) end return "done"
end

return { main = main }
