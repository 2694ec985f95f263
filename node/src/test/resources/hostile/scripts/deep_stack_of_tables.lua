-- expect: ends "Max"
-- Memory in the locals of a deep recursion.
local function main()
  local function f(n)
    local t = {}
    for i = 1, 1000 do
      t[i] = n .. i
    end
    f(n + 1)
    return t
  end
  f(1)
end

return { main = main }
