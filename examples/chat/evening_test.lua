-- Run: ./moonlet test examples/chat

local EXPECTED = [[
ada heard bob: hello, all of you
bob heard ada: hello, bob (in private)
bob heard bob: hello, all of you]]

local function main()
  local lines, err = process.exec("chat:evening", "chat:processes")
  if err then
    return nil, err
  end
  local heard = table.concat(lines, "\n")
  if heard ~= EXPECTED then
    return nil, "they heard something else: " .. heard
  end
  return true
end

return { main = main }
