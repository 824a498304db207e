-- Run by test.sh: what a person sees, and what the server answers.

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

-- The answer to a question about the current buffer.
local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 20000), method .. ' is not answered')
  local _, answer = next(answers)
  assert(answer and answer.result, method .. ': ' .. vim.inspect(answers))
  return answer.result
end

local function at(line, column)
  return {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = line, character = column },
  }
end

-- The number of the first line that begins with a pattern, counted from 1; nil without one.
local function line_of(pattern)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:match('^' .. pattern) then
      return number
    end
  end
end

-- The position behind a text of the current buffer.
local function behind(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local _, last = line:find(text, 1, true)
    if last then
      return at(number - 1, last)
    end
  end
  error('no ' .. text)
end

local function hover(text)
  local contents = ask('textDocument/hover', behind(text)).contents
  return contents.value or contents
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
  expect('of the policy there is only a hint', { '18:12-18:21 HINT test/none' })

  assert(hover('contain'):match('List of containers'), hover('contain'))
  print('ok: hover through a pattern')

  -- A line of its own below `spec:`, as a person would begin it.
  local line = line_of('          spec:')
  vim.api.nvim_buf_set_lines(0, line, line, false, { '            sec' })
  local labels = {}
  for _, item in ipairs(ask('textDocument/completion', at(line, 15)).items) do
    labels[item.label] = item
  end
  assert(labels.securityContext, vim.inspect(vim.tbl_keys(labels)))
  print('ok: completion in a pattern')
  vim.api.nvim_buf_set_lines(0, line, line + 1, false, {})

  vim.cmd('silent write!')
  vim.cmd('edit! policies/exception.yaml')
  expect('the exception is clean', {})
  local edit = ask('textDocument/rename', vim.tbl_extend('error', behind('[no-la'), { newName = 'named' }))
  local client = vim.lsp.get_client_by_id(next(vim.lsp.buf_get_clients(0)))
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  assert(line_of('      ruleNames: %[named%]'), 'ruleNames: [named]')
  vim.cmd('buffer policies/require-team.yaml')
  assert(line_of('    %- name: named'), '- name: named')
  print('ok: a rule has a new name in both files')

  vim.cmd('edit! shop/service.yaml')
  vim.api.nvim_buf_set_lines(0, 2, 4, false, { 'metadata:', '      name:   web' })
  local edits = ask('textDocument/formatting', {
    textDocument = vim.lsp.util.make_text_document_params(),
    options = { tabSize = 2, insertSpaces = true },
  })
  vim.lsp.util.apply_text_edits(edits, 0, client.offset_encoding)
  assert(line_of('  name: web'), vim.inspect(vim.api.nvim_buf_get_lines(0, 0, -1, false)))
  print('ok: formatting')
end, debug.traceback)

if not done then
  print(failure)
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
