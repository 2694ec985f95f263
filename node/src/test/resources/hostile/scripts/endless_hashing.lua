-- expect: runs
local function main()
  local text = ("x"):rep(4e6)
  while true do hash.sha512(text) hash.hmac_md5(text, text) hash.fnv64(text) end
end

return { main = main }
