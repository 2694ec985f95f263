-- expect: ends "mailbox full"
-- Its mailbox has room for so much.
local function main()
  local deaf = process.spawn("hostile:deaf", "hostile:attackers")
  while true do
    local ok, err = process.send(deaf, "x", ("x"):rep(1000))
    if not ok then
      process.terminate(deaf)
      error(err)
    end
  end
end

return { main = main }
