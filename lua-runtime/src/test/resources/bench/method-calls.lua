-- Objects with methods, inheritance and private state.
local Account = {}
Account.__index = Account

function Account.new(balance)
  return setmetatable({ balance = balance, moves = 0 }, Account)
end

function Account:deposit(amount)
  self.balance = self.balance + amount
  self.moves = self.moves + 1
end

function Account:withdraw(amount)
  if amount > self.balance then
    return false
  end
  self.balance = self.balance - amount
  return true
end

local Savings = setmetatable({}, { __index = Account })
Savings.__index = Savings

function Savings:interest()
  self:deposit(self.balance * 0.0001)
end

function Savings:total()
  return self.balance
end

return function()
  local accounts = {}
  for i = 1, 10 do
    accounts[i] = setmetatable({ balance = i, moves = 0 }, i % 2 == 0 and Savings or Account)
  end
  local sum = 0
  for round = 1, 200000 do
    for i = 1, 10 do
      local account = accounts[i]
      account:deposit(round % 10)
      if not account:withdraw(3) then
        sum = sum + 1
      end
      if i % 2 == 0 then
        account:interest()
        sum = sum + account:total() % 2
      end
    end
  end
  return sum
end
