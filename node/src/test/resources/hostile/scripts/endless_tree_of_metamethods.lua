-- expect: runs
-- 2^60 calls, none deeper than 60, of a function without a call and without a loop.
local function main()
  local tree = setmetatable({}, {
    __index = function(t, k) if k == 0 then return 1 end return t[k - 1] + t[k - 1] end,
  })
  return tree[60]
end

return { main = main }
