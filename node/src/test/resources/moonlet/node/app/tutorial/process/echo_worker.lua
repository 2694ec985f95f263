local function main()
    local echoes = process.listen("echo", { message = true })
    local message = echoes:receive()
    process.send(message:from(), "reply", message:payload())
end
return { main = main }
