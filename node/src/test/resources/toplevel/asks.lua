local function asks(how, entry, host)
  local value, err = process[how](entry, host)
  return err and tostring(err) or value
end

return { asks = asks }
