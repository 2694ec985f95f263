-- lua driver.lua FILE RUNS: the median time of the program that FILE returns, in milliseconds
local program = dofile(arg[1])
local millis = {}
for i = 1, tonumber(arg[2]) do
  local start = os.clock()
  program()
  millis[i] = (os.clock() - start) * 1000
end
table.sort(millis)
io.write(string.format("%.2f\n", millis[math.floor((#millis + 1) / 2)]))
