-- expect: returns refused
-- Schemas that double with each level, expressions that go back, references that leave the schema.
local function doubling()
  local defs = { d0 = { type = "string" } }
  for i = 1, 40 do
    local ref = { ["$ref"] = "#/$defs/d" .. (i - 1) }
    defs["d" .. i] = { anyOf = { ref, ref } }
  end
  return { ["$defs"] = defs, ["$ref"] = "#/$defs/d40" }
end

local function main()
  local unique = {}
  for i = 1, 20000 do unique[i] = i end
  local nested = { type = "null" }
  for _ = 1, 60 do nested = { ["not"] = nested } end
  local all = {
    { doubling(), 1 }, { { ["$ref"] = "#" }, 1 }, { { uniqueItems = true }, unique },
    { { pattern = "((a{1000}){1000}){1000}" }, "a" }, { { pattern = "^(a+)+$" }, ("a"):rep(1e6) .. "b" },
    { { ["$ref"] = "http://127.0.0.1/x" }, 1 }, { { ["$ref"] = "file:///etc/passwd" }, 1 }, { nested, 1 },
    { { enum = { ("x"):rep(70000) } }, 1 }, { { ["$schema"] = "http://127.0.0.1/x" }, 1 }, { { ["$id"] = "::" }, 1 },
  }
  for i, pair in ipairs(all) do
    local ok, err = json.validate(pair[1], pair[2])
    if ok or err:kind() ~= "Invalid" then return "case " .. i .. " went through" end
  end
  return "refused"
end

return { main = main }
