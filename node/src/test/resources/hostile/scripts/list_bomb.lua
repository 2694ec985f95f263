-- expect: ends "retainedBytesMax"
-- A linked list that one local holds.
local function main()
  local list while true do list = { next = list, value = {} } end
end

return { main = main }
