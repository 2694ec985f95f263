-- Run: ./moonlet test examples/hello

local function main()
  local greeting, err = process.exec("hello:greeter", "hello:processes", "Ada")
  if err then
    return nil, err
  end
  return greeting == "Hello, Ada!" -- false fails the test
end

return { main = main }
