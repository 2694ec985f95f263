local time = require("time")
local function main()
    local replies = process.listen("reply")
    local pid, err = process.spawn("app.test.process:echo_worker", "app:processes")
    if err then return false, "spawn failed: " .. err end
    process.send(pid, "echo", "text")
    return replies:receive() == "text"
end
return { main = main }
