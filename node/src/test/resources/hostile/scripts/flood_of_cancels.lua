-- expect: returns done
local function main()
  local deaf = process.spawn("hostile:deaf", "hostile:attackers")
  for _ = 1, 100000 do
    process.cancel(deaf)
  end
  process.terminate(deaf)
  return "done"
end

return { main = main }
