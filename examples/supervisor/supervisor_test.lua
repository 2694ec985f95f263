-- Run: ./moonlet test examples/supervisor

local function restarts()
  local value, err = process.exec("supervisor:supervisor", "supervisor:processes", 2)
  if err then
    return nil, err
  end
  return value == "done"
end

local function gives_up()
  local value, err = process.exec("supervisor:supervisor", "supervisor:processes", 9)
  if not err then
    return nil, "it should have given up, but returned " .. tostring(value)
  end
  return err:message() == "gave up after 3 restarts: no luck"
end

return { restarts = restarts, gives_up = gives_up }
