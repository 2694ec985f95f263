-- expect: ends "host is full"
-- Its host has room for so many; its end ends them.
local function main()
  while true do
    local _, err = process.spawn_linked("hostile:deaf", "hostile:attackers")
    if err then
      error(err)
    end
  end
end

return { main = main }
