-- expect: returns none
-- require finds only what the entry declares.
local function main()
  for _, name in ipairs({ "java.lang.System", "luajava", "../../etc/passwd", "io", "os\0", ("x"):rep(100000), "app:secret" }) do
    if pcall(require, name) then
      return name
    end
  end
  return "none"
end

return { main = main }
