-- Run: ./moonlet test examples/pipeline

local function main()
  local results, err = process.exec("pipeline:pipeline", "pipeline:processes", 10)
  if err then
    return nil, err
  end
  for n = 1, 10 do
    if results[n] ~= (n + 1) * 10 then
      return nil, "result " .. n .. " is " .. tostring(results[n])
    end
  end
  return #results == 10
end

return { main = main }
