-- A process: a function that runs on its own, with a PID of its own.
--
-- Run:   ./moonlet run examples/hello
-- Logs:  Hello, world! I am {local@hello:processes|19a3f2c4b10.1}
--
-- Run:    ./moonlet exec examples/hello hello:greeter '"Ada"'
-- Prints: "Hello, Ada!"

local function main(name)
  local greeting = "Hello, " .. name .. "!"
  print(greeting, "I am", process.pid())
  return greeting
end

return { main = main }
