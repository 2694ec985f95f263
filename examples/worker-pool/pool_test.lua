-- Run: ./moonlet test examples/worker-pool

local function main()
  local squares, err = process.exec("pool:pool", "pool:processes", { 1, 2, 3, 4, 5, 6 })
  if err then
    return nil, err
  end
  local found = table.concat(squares, " ")
  if found ~= "1 4 9 16 25 36" then
    return nil, "the results are in the wrong order or not complete: " .. found
  end
  return true
end

return { main = main }
