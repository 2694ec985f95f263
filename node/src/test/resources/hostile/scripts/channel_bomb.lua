-- expect: ends "retainedBytesMax"
-- Keeps values in a channel.
local function main()
  local all = {} while true do local ch = channel.new(1000000) for _ = 1, 1000 do ch:send({}) end all[#all + 1] = ch end
end

return { main = main }
