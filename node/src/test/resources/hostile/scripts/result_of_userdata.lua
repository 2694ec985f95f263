-- expect: returns table
local function main()
  return setmetatable({ channel.new(), time.now(), print }, { __tostring = error })
end

return { main = main }
