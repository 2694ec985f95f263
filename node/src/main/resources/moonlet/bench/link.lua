-- One process of the ring: hands the token on.
local function main(next)
  local token = process.listen("token")
  while true do
    local hops, home = unpack((token:receive()))
    if hops == 0 then
      process.send(home, "done")
    else
      process.send(next, "token", hops - 1, home)
    end
  end
end

return { main = main }
