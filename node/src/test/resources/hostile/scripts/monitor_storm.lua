-- expect: runs
local function main()
  local other = process.spawn("hostile:deaf", "hostile:attackers") while true do process.monitor(other) process.unmonitor(other) process.link(other) process.unlink(other) end
end

return { main = main }
