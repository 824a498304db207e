-- Run by test.sh: diagnostics appear on their ranges and follow an edit.

local function shown()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    local severity = vim.diagnostic.severity[each.severity]
    local code = each.code or each.user_data.lsp.code
    table.insert(found, string.format('%d:%d-%d:%d %s %s',
      each.lnum, each.col, each.end_lnum, each.end_col, severity, code))
  end
  table.sort(found)
  return found
end

local function expect(what, expected)
  local met = vim.wait(20000, function()
    return vim.deep_equal(shown(), expected)
  end, 20)
  assert(met, what .. ': expected ' .. vim.inspect(expected) .. ' but saw ' .. vim.inspect(shown()))
  print('ok: ' .. what)
end

local done, failure = xpcall(function()
  vim.cmd('edit shop/web.yaml')
  expect('each violation once, on its range', {
    '2:0-2:8 WARN require-team/team',
    '7:13-7:25 ERROR require-team/no-latest',
  })

  vim.api.nvim_buf_set_lines(0, 0, 0, false, { '# moved' })
  expect('a line above moves them', {
    '3:0-3:8 WARN require-team/team',
    '8:13-8:25 ERROR require-team/no-latest',
  })

  vim.api.nvim_buf_set_lines(0, 5, 5, false, { '  labels: {team: ["' })
  assert(vim.wait(20000, function()
    for _, each in ipairs(shown()) do
      if each:match('^[56]:.*ERROR') and not each:match('require%-team') then
        return true
      end
    end
    return false
  end, 20), 'an unclosed bracket is not shown, but ' .. vim.inspect(shown()))
  print('ok: an unclosed bracket')

  vim.api.nvim_buf_set_lines(0, 5, 6, false, { '  labels: {team: shop}' })
  expect('a team was named', { '9:13-9:25 ERROR require-team/no-latest' })

  vim.cmd('edit! policies/require-team.yaml')
  expect('the policy is clean', {})
end, debug.traceback)

if not done then
  print(failure)
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
