-- expect: ends "retainedBytesMax"
-- The same in coroutines that wait.
local function main()
  local never = channel.new()
  for _ = 1, 1e6 do
    coroutine.spawn(function()
      local kept = {}
      for j = 1, 1000 do
        kept[j] = j .. "kept"
      end
      never:receive()
      return kept
    end)
  end
end

return { main = main }
