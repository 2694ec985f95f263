-- expect: ends "retainedBytesMax"
-- Memory in the locals of suspended coroutines.
local function main()
  local all = {}
  for i = 1, 1e6 do
    local co = coroutine.wrap(function()
      local kept = {}
      for j = 1, 1000 do
        kept[j] = j .. "kept"
      end
      coroutine.yield()
      return kept
    end)
    co()
    all[i] = co
  end
end

return { main = main }
