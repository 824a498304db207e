-- Ephor in Neovim, from 0.7 to the current one. Put this into your init.lua, or source it:
--   luafile /path/to/samples/editors/neovim/init.lua
-- The server is `ephor` on the PATH, or what $EPHOR names.

local command = { vim.env.EPHOR or 'ephor', 'lsp' }

-- The folder that holds the repository; without one, the file's own folder.
local function root(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local up = folder
  while true do
    for _, mark in ipairs({ 'ephor.yaml', '.git' }) do
      if vim.loop.fs_stat(up .. '/' .. mark) then
        return up
      end
    end
    local parent = vim.fn.fnamemodify(up, ':h')
    if parent == up then
      return folder
    end
    up = parent
  end
end

local clients = {} -- by folder, for 0.7, which does not look for a running one itself

local function attach(buffer)
  local folder = root(vim.api.nvim_buf_get_name(buffer))
  local config = {
    name = 'ephor',
    cmd = command,
    root_dir = folder,
    workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  if not clients[folder] then
    config.on_exit = function()
      clients[folder] = nil
    end
    clients[folder] = vim.lsp.start_client(config)
  end
  if clients[folder] then
    vim.lsp.buf_attach_client(buffer, clients[folder])
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'yaml', 'yaml.*', 'helm' },
  callback = function(event)
    -- 0.7 names the buffer only through the function's own <abuf>.
    attach(type(event) == 'table' and event.buf or tonumber(vim.fn.expand('<abuf>')))
  end,
})
