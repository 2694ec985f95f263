-- expect: runs
local function main()
  local text = ("x"):rep(2e7)
  while true do hash.sha512(text) hash.hmac_md5(text, text) hash.fnv64(text) end
end

return { main = main }
