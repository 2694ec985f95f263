-- Arguments of the functions of moonlet:test.
local arguments = {}

--- Raises where the test called this function, unless the value is of that type.
function arguments.need(kind, value, index, call)
  if type(value) ~= kind then
    error("bad argument #" .. index .. " to '" .. call .. "' (" .. kind .. " expected, got " .. type(value) .. ")", 3)
  end
end

return arguments
