-- What a person does in Neovim: open a file with a slip, take the quick fix, rename an id everywhere, write all.
-- Every wait is for a condition, with a bound; what is not met ends the editor with an error and the reason.
local BOUND = 60000

local function fail(reason)
  io.stderr:write(reason .. "\n" .. vim.inspect(vim.diagnostic.get()) .. "\n")
  vim.cmd("cquit")
end

local function await(condition, reason)
  if not vim.wait(BOUND, condition, 10) then
    fail(reason)
  end
end

local function unresolved()
  return vim.tbl_filter(function(one)
    return one.code == "REF001"
  end, vim.diagnostic.get(0))
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, BOUND) or {}) do
    return answer.result or fail(method .. ": " .. vim.inspect(answer))
  end
  fail(method .. ": no answer")
end

local function story()
  vim.cmd("edit journeys/desk.yaml")
  await(function()
    return #unresolved() == 1
  end, "the slip is not found")
  local slip = unresolved()[1]
  print(string.format("%d:%d %s", slip.lnum, slip.col, vim.split(slip.message, "\n")[1]))

  vim.api.nvim_win_set_cursor(0, { slip.lnum + 1, slip.col })
  local here = vim.lsp.util.make_range_params()
  here.context = { diagnostics = {} }
  for _, action in ipairs(ask("textDocument/codeAction", here)) do
    if action.isPreferred then
      print(action.title)
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    end
  end
  await(function()
    return #unresolved() == 0
  end, "the slip is still found")

  local place = vim.lsp.util.make_position_params()
  place.newName = "website"
  vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", place), "utf-16")
  vim.cmd("wall")
end

local is_told, problem = pcall(story)
if not is_told then
  fail(problem)
end
vim.cmd("qall")
