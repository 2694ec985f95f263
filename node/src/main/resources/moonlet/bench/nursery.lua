-- Has many children that end together.
local function main()
  local ping, ending, all = process.listen("ping"), process.listen("end"), {}
  while true do
    local case = channel.select({ ping:case_receive(), ending:case_receive() })
    if case.channel == ending then
      for _, pid in ipairs(all) do process.terminate(pid) end
      return
    end
    for _ = 1, case.value[2] do
      all[#all + 1] = assert(process.spawn("bench:echo", "bench:host"))
    end
    process.send(case.value[1], "pong", all)
  end
end

return { main = main }
