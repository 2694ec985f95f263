-- expect: ends "retainedBytesMax"
-- Fills memory where a field is read.
local function main()
  local kept = {}
  local t = setmetatable({}, { __index = function(_, k)
    while true do
      kept[#kept + 1] = { k }
    end
  end })
  return t.x
end

return { main = main }
