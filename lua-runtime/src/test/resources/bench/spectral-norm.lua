-- Loops over lists of doubles, with a small function in the middle.
local function a(i, j)
  local ij = i + j - 1
  return 1.0 / (ij * (ij - 1) * 0.5 + i)
end

local function times(x, y, n)
  for i = 1, n do
    local sum = 0
    for j = 1, n do
      sum = sum + x[j] * a(i, j)
    end
    y[i] = sum
  end
end

local function timesTransposed(x, y, n)
  for i = 1, n do
    local sum = 0
    for j = 1, n do
      sum = sum + x[j] * a(j, i)
    end
    y[i] = sum
  end
end

return function()
  local n = 300
  local u, v, t = {}, {}, {}
  for i = 1, n do
    u[i] = 1
  end
  for _ = 1, 10 do
    times(u, t, n)
    timesTransposed(t, v, n)
    times(v, t, n)
    timesTransposed(t, u, n)
  end
  local top, bottom = 0, 0
  for i = 1, n do
    top = top + u[i] * v[i]
    bottom = bottom + v[i] * v[i]
  end
  return math.sqrt(top / bottom)
end
