-- expect: returns fine
local function main()
  local cycle = {} cycle.a = cycle
  local many = {} for i = 1, 1e4 do many["k" .. i] = i end
  for _, fields in ipairs({ { 1 }, cycle, many, { [""] = 1 }, { f = main }, { v = cycle }, { v = setmetatable({}, { __tostring = function() error("no") end }) } }) do
    pcall(logger.info, logger, "x", fields) pcall(logger.with, logger, fields)
  end
  pcall(logger.info) pcall(logger.info, {}, "x") pcall(logger.named, logger, ("n"):rep(1e6)) logger:error("\255\0\27[2J") return "fine"
end

return { main = main }
