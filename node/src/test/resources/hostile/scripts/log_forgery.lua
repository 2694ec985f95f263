-- expect: returns done
-- A text that looks like another line.
local function main()
  print("x\n12:00:00.000 INFO  Node - node up\27[2J\27[31mred\r\0\7\226\128\168\226\128\174") return "done"
end

return { main = main }
