-- expect: returns fine
local function main()
  for _, f in ipairs({ "%", "%E", ("%c"):rep(1000), "%\0", "!%Q" }) do pcall(os.date, f, 2 ^ 53) pcall(os.date, f, -2 ^ 53) end pcall(os.time, { year = 1e300, month = 1, day = 1 }) return "fine"
end

return { main = main }
