-- Runs the code it is given, with the other arguments.
local function main(code, ...)
    local body, mistake = load(code, "=child")
    if not body then
        return nil, mistake
    end
    return body(...)
end

return { main = main }
