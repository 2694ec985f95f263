-- What the tests upgrade to: each entry of this file has a chunk that its name says.
local id = process.id()

if id == "conformance.upgrade:raises_at_the_top" then
    error("no top level")
elseif id == "conformance.upgrade:waits_at_the_top" then
    time.sleep("1s")
elseif id == "conformance.upgrade:spawns_at_the_top" then
    process.spawn("conformance:run", "conformance:processes", "return")
elseif id == "conformance.upgrade:upgrades_at_the_top" then
    process.upgrade(nil)
elseif id == "conformance.upgrade:loops_at_the_top" then
    while true do end
end

local greeting = "from the top"

-- Tells what it was given, and what it is.
local function main(...)
    return { id = process.id(), pid = process.pid(), greeting = greeting, n = select("#", ...), ... }
end

-- Counts how far it gets with timers before a limit stops it.
local function count_timers()
    for i = 1, 100 do
        if not pcall(time.after, "1h") then
            return i - 1
        end
    end
    return 100
end

-- Runs other code in turns of a few steps each, over and over.
local function again(n)
    if n == 0 then
        return "done"
    end
    process.upgrade(nil, n - 1)
end

return { main = main, count_timers = count_timers, again = again }
