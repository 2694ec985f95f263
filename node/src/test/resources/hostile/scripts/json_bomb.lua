-- expect: ends "retainedBytesMax"
-- Small texts that are large values.
local function main()
  local text, kept = "[" .. ("[],"):rep(1e5) .. "[]]", {}
  while true do kept[#kept + 1] = json.decode(text) end
end

return { main = main }
