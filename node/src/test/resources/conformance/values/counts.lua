-- Would answer 2 to the second caller if processes shared anything.
local runs = 0

return {
    main = function()
        runs = runs + 1
        seen = (seen or 0) + 1
        return math.max(runs, seen)
    end,
}
