// What a person sees, and what the extension host knows, in a real VS Code.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, cursorAt, develop, goBehind, start } from './vscode.mjs';

const [codeServer, ephor, only = ''] = process.argv.slice(2);

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

await run('what is typed is completed and explained', async code => {
  const { page } = code;
  await develop(code);
  await page.goto(address(code, 'shop/web.yaml'));
  await page.waitForSelector('.squiggly-error', { timeout: 60_000, state: 'attached' });

  await goBehind(code, 'policies/no-root.yaml', 'contain');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover:not(.hidden)').getByText('List of containers').waitFor();
  await picture(code, 'hover');
  await page.keyboard.press('Escape');

  await goBehind(code, 'policies/no-root.yaml', 'pattern:\n          spec:');
  await page.keyboard.press('Enter');
  await cursorAt(page, 18, 13); // the server says where the new line begins
  await page.keyboard.type('sec');
  await proposed(page, 'securityContext');
  await picture(code, 'completion-in-a-pattern');
  await page.keyboard.press('Enter');
  await shows(page, 'securityContext:');
  await cursorAt(page, 19, 15); // below it, two to the right

  await goBehind(code, 'policies/replicas.yaml', '&& object.metadata.name != "singleton"');
  await page.keyboard.press('Enter');
  await page.keyboard.type('&& object.spec.');
  await proposed(page, 'selector');
  await page.waitForFunction(() => {
    const words = [...document.querySelectorAll('.editor-instance .view-line')]
      .find(line => line.textContent.replaceAll('\u00a0', ' ').endsWith('&& object.spec.'))?.querySelectorAll('span span') ?? [];
    return new Set([...words].map(word => getComputedStyle(word).color)).size > 1;
  });
  await picture(code, 'completion-in-cel');
  await page.keyboard.press('Escape');
  const colours = await page.locator('.view-line', { hasText: 'orValue' }).locator('span span').evaluateAll(
    all => [...new Set(all.filter(each => each.textContent.trim()).map(each => getComputedStyle(each).color))]);
  assert.ok(colours.length >= 4, `the words of an expression have their colours, not ${colours}`);
});

await run('a test is live, and can be brought up to date', async code => {
  const { page, folder } = code;
  const file = 'tests/require-team/kyverno-test.yaml';
  writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace('result: fail', 'result: pass'));
  await develop(code);
  await page.goto(address(code, file));
  await page.locator('.codelens-decoration', { hasText: '1 passed, 1 failed: explain' }).first()
    .waitFor({ timeout: 60_000 });
  await shows(page, 'fail: want pass, got fail'); // the hint behind the resource
  await page.locator('.codelens-decoration', { hasText: 'update expectation: fail instead of pass' }).waitFor();
  await picture(code, 'live-test');

  await page.locator('.codelens-decoration a', { hasText: '1 failed: explain' }).last().click();
  await page.locator('.quick-input-list').getByText('every resource names its team').first().waitFor();
  await page.keyboard.press('Escape');

  await page.locator('.codelens-decoration a', { hasText: 'update expectation: fail instead of pass' }).click();
  await shows(page, 'result: fail');
  await page.locator('.codelens-decoration', { hasText: '2 passed: explain' }).waitFor();
});

await run('a rule tells why it says what it says', async code => {
  const { page } = code;
  await develop(code);
  await page.goto(address(code, 'policies/require-team.yaml'));
  await page.waitForSelector('.editor-instance .view-lines');
  await page.locator('.codelens-decoration a', { hasText: ': why' }).last().click({ timeout: 60_000 });
  await page.locator('.editor-instance .view-line', { hasText: '✗' }).first().waitFor({ timeout: 30_000 });
  await page.keyboard.press('Control+B'); // the explorer only takes room
  await pictureOfAll(code, 'why');
});

await run('what policies make of a manifest is seen beside it, with the rules', async code => {
  const { page } = code;
  await develop(code);
  await page.goto(address(code, 'shop/web.yaml'));
  await page.locator('.codelens-decoration', { hasText: 'changed by 2 rules: preview' }).waitFor({ timeout: 60_000 });
  await page.locator('.codelens-decoration a', { hasText: 'preview' }).first().click();
  const added = page.locator('.monaco-diff-editor .modified .view-line', { hasText: 'allowPrivilegeEscalation: false' });
  await added.waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.monaco-diff-editor .modified .view-line')].some(
    line => /tier: web/.test(line.textContent.replaceAll('\u00a0', ' '))));
  // The rule behind a changed line is a decoration, whose text is in a style sheet.
  await page.waitForFunction(() => [...document.querySelectorAll('.monaco-diff-editor .modified .view-line span')].some(
    span => getComputedStyle(span, '::after').content.includes('defaults/no-escalation')));
  await page.keyboard.press('Control+B');
  await page.waitForSelector('.sidebar', { state: 'hidden' });
  await picture(code, 'mutation-diff');
});

await run('the extension host knows ranges and related places, after edits too', async code => {
  const { ended, said } = await develop(code, 'test/host.cjs');
  await code.page.goto(address(code));
  assert.equal(await ended, 0, said());
});

/** Waits until the list of proposals, which nobody asked for, holds one. */
async function proposed(page, label) {
  await page.locator('.suggest-widget.visible .monaco-list-row .label-name')
    .getByText(label, { exact: true }).first().waitFor();
}

async function shows(page, text) {
  await page.locator('.editor-instance .view-line', { hasText: text }).first().waitFor();
}

/** A picture of the editor alone; the README's are made with EPHOR_PICTURES=docs/images. */
async function picture({ page, client }, name) {
  const folder = process.env.EPHOR_PICTURES ?? join(client, 'out/screenshots');
  mkdirSync(folder, { recursive: true });
  const { x, y, width } = await page.locator('.editor-group-container').first().boundingBox();
  await page.screenshot({
    path: join(folder, `${name}.png`), clip: { x, y, width, height: 640 }, animations: 'disabled' });
}

/** A picture of all editors beside each other. */
async function pictureOfAll({ page, client }, name) {
  const folder = process.env.EPHOR_PICTURES ?? join(client, 'out/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

async function run(name, test) {
  if (!name.includes(only)) {
    return;
  }
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
