-- Keeps megabytes: some at once, and more when it is told to.
local MEGABYTE = string.rep("x", 2 ^ 20)

local function main(judge)
  local kept, more = {}, process.listen("more")
  local wanted = 6
  while true do
    while #kept < wanted do
      kept[#kept + 1] = MEGABYTE .. #kept
    end
    process.send(judge, "kept", #kept)
    wanted = more:receive()
  end
end

local function newcomer()
  return "works"
end

return { main = main, newcomer = newcomer }
