// What a person sees, and what the extension host knows, in a real VS Code.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { address, develop, start } from './vscode.mjs';

const [codeServer, ephor] = process.argv.slice(2);

await run('each violation is seen once', async code => {
  const { page, client } = code;
  await develop(code);
  await page.goto(address(code, 'shop/web.yaml'));
  await page.waitForSelector('.editor-instance .view-lines');
  await page.waitForSelector('.squiggly-error', { timeout: 60_000, state: 'attached' });
  await page.waitForSelector('.squiggly-warning', { timeout: 10_000, state: 'attached' });
  assert.equal(await page.locator('.squiggly-error').count(), 1);
  assert.equal(await page.locator('.squiggly-warning').count(), 1);

  await page.keyboard.press('Control+Shift+M');
  const row = '.markers-panel .monaco-list-row';
  await page.waitForFunction(
    selector => [...document.querySelectorAll(selector)].some(
      each => each.textContent.includes('service.yaml')), row, { timeout: 30_000 });
  const rows = await page.locator(row).allTextContents();
  const folder = join(client, 'out/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'problems.png') });
  for (const [message, count] of [
    ['an image names its version', 1],
    ['every resource names its team', 2], // the pod and the service
  ]) {
    const found = rows.filter(each => each.includes(message));
    assert.equal(found.length, count, `${message} in:\n${rows.join('\n')}`);
  }
});

await run('the extension host knows ranges and related places, after edits too', async code => {
  const { ended, said } = await develop(code, 'test/host.cjs');
  await code.page.goto(address(code));
  assert.equal(await ended, 0, said());
});

async function run(name, test) {
  const began = Date.now();
  const code = await start(codeServer, ephor);
  try {
    await test(code);
    console.log(`ok: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (failure) {
    const folder = join(code.client, 'out/screenshots');
    mkdirSync(folder, { recursive: true });
    await code.page.screenshot({ path: join(folder, 'failure.png') });
    console.error(`failed: ${name}`, failure);
    process.exitCode = 1;
  } finally {
    await code.close();
  }
}
