-- expect: runs
local function main()
  local list = {}
  for i = 1, 2e4 do list[i] = { id = i, text = ("z"):rep(50) } end
  while true do json.decode((json.encode(list))) json.validate({ items = { required = { "id" } } }, list) end
end

return { main = main }
