-- Expects nil and an error of this kind, with this in its text.
local function fails(kind, text, value, err)
    assert(value == nil and err, "expected an error")
    assert(err:kind() == kind, tostring(err:kind()) .. ": " .. tostring(err))
    assert(string.find(tostring(err), text, 1, true), tostring(err))
end

return fails
