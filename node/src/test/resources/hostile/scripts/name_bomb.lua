-- expect: ends "namesMax"
local function main()
  for i = 1, 1e7 do local ok, err = process.registry.register("bomb" .. i) if not ok then error(err) end end
end

return { main = main }
