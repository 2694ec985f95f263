-- Texts from numbers and parts, and lists of them joined.
return function()
  local total = 0
  for round = 1, 20 do
    local parts = {}
    for i = 1, 10000 do
      parts[#parts + 1] = "item " .. i .. ", round " .. round .. ";"
    end
    local text = table.concat(parts)
    total = total + #text
    local short = ""
    for i = 1, 500 do
      short = short .. i
    end
    total = total + #short
  end
  return total
end
