-- Runs the code it is given, with the other arguments.
local function main(code, ...)
    return assert(load(code, "=child"))(...)
end

return { main = main }
