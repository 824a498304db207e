// A real VS Code: code-server with the extension, in headless Chromium.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const client = dirname(dirname(fileURLToPath(import.meta.url)));

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'editor.minimap.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Starts everything; `close()` ends it and removes what it wrote. */
export async function start(codeServer, ephor) {
  const scratch = mkdtempSync(join(tmpdir(), 'ephor-vscode-'));
  const folder = join(scratch, 'workspace');
  cpSync(join(client, 'test/workspace'), folder, { recursive: true });
  const settings = join(scratch, 'data/User/settings.json');
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify({ ...SETTINGS, 'ephor.server.path': ephor }));
  // Machine settings are read on the server's side, where the extension runs.
  const machine = join(scratch, 'data/Machine/settings.json');
  mkdirSync(dirname(machine), { recursive: true });
  writeFileSync(machine, JSON.stringify({ 'ephor.server.path': ephor }));
  const extensions = join(scratch, 'extensions');
  mkdirSync(extensions);

  const port = await freePort();
  const env = {
    ...process.env, HOME: scratch, XDG_CONFIG_HOME: scratch, XDG_DATA_HOME: scratch,
    XDG_RUNTIME_DIR: scratch, TMPDIR: scratch, EXTENSIONS_GALLERY: '{}',
  };
  delete env.VSCODE_IPC_HOOK_CLI;
  const server = spawn(process.execPath, [
    join(codeServer, 'node_modules/code-server/out/node/entry.js'),
    '--user-data-dir', join(scratch, 'data'), '--extensions-dir', extensions,
    '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry',
    '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override',
    '--ignore-last-opened',
  ], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  server.stdout.on('data', data => { log += data; });
  server.stderr.on('data', data => { log += data; });

  let browser;
  const close = async () => {
    await browser?.close();
    try {
      process.kill(-server.pid, 'SIGKILL'); // its group: code-server outlives its parent otherwise
    } catch {
      // It ended by itself.
    }
    await new Promise(done => setTimeout(done, 300));
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('SIGTERM', () => close().finally(() => process.exit(1)));
  try {
    await healthy(port, () => log);
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    return { port, folder, client, page, close, log: () => log };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** The page's address with the folder, and maybe a file, open. */
export function address({ port, folder }, file) {
  const uri = `vscode-remote://127.0.0.1:${port}${folder}/${file}`;
  const payload = file ? `&payload=${encodeURIComponent(JSON.stringify([['openFile', uri]]))}` : '';
  return `http://127.0.0.1:${port}/?folder=${folder}${payload}`;
}

/**
 * Runs the extension from its folder, and with `tests` a file in its host. The release build takes
 * neither from the address, but from the configuration element of its page. Resolves before the
 * page is opened; `ended` then resolves to the exit code of the tests.
 */
export async function develop({ page, port, client }, tests) {
  const uri = path => ({ $mid: 1, scheme: 'vscode-remote', authority: `127.0.0.1:${port}`, path });
  let done;
  const code = new Promise(resolve => { done = resolve; });
  let said = '';
  await page.exposeFunction('codeAutomationLog', (type, args) => { said += args.join(' ') + '\n'; });
  await page.exposeFunction('codeAutomationExit', status => done(status));
  const options = { extensions: [uri(client), ...(tests ? [uri(join(client, 'test/yaml-extension'))] : [])] };
  if (tests) {
    options.extensionTestsPath = uri(join(client, tests));
  }
  await page.addInitScript(development => {
    const get = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = get.call(this, name);
      if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') {
        return value;
      }
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
      return JSON.stringify(configuration);
    };
  }, options);
  return { ended: code, said: () => said };
}

/** Opens a file and puts the cursor behind a text of it, as a person would: by the keyboard. */
export async function goBehind({ page, folder }, file, text) {
  const before = readFileSync(join(folder, file), 'utf8');
  const at = before.indexOf(text);
  if (at < 0) {
    throw new Error(`no '${text}' in ${file}`);
  }
  const lines = before.slice(0, at + text.length).split('\n');
  await page.keyboard.press('Control+P');
  await page.waitForSelector('.quick-input-widget:not(.hidden) input');
  // A whole path is found without a search of the folder.
  await page.keyboard.insertText(`${join(folder, file)}:${lines.length}:${lines.at(-1).length + 1}`);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: basename(file) }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.tab.active[data-resource-name="${basename(file)}"]`);
  await cursorAt(page, lines.length, lines.at(-1).length + 1);
}

/** Waits until the cursor stands somewhere, counted from 1. */
export async function cursorAt(page, line, column) {
  await page.locator('.statusbar').getByText(`Ln ${line}, Col ${column}`, { exact: true }).first().waitFor();
}

async function healthy(port, log) {
  for (let i = 0; i < 150; i++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/healthz`)).ok) {
        return;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error(`code-server does not answer: ${log()}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
