// Runs inside VS Code's extension host; a throw fails it.
const assert = require('node:assert/strict');
const vscode = require('vscode');

exports.run = async () => {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const uri = vscode.Uri.joinPath(folder, 'shop/web.yaml');
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);

  assert.deepEqual(await shown(uri, 2), [
    '2:0-2:8 Warning require-team/team policies/require-team.yaml:17',
    '7:13-7:25 Error require-team/no-latest policies/require-team.yaml:29',
  ]);

  await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# moved\n'));
  assert.deepEqual((await shown(uri, 2, 3)).map(each => each.split(' ')[0]), ['3:0-3:8', '8:13-8:25']);

  const image = document.positionAt(document.getText().indexOf(':latest') + 1);
  await editor.edit(edit => edit.replace(new vscode.Range(image, image.translate(0, 6)), '1.29'));
  assert.equal((await shown(uri, 1)).length, 1);

  await previews(document);
  await names(folder);
  await colours(vscode.Uri.joinPath(folder, 'policies/replicas.yaml'));
  await layout();
  await whoAnswers(uri);
};

/** A preview is a document that follows what is typed. */
async function previews(document) {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('ephor.previewFile');
  const shown = text => vscode.workspace.textDocuments.some(
    each => each.uri.scheme === 'ephor-preview' && each.getText().includes(text));
  for (const typed of ['# moved', '# moved again']) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(0).range, typed);
    await vscode.workspace.applyEdit(edit);
    for (let i = 0; i < 100 && !shown(`${typed}\napiVersion`); i++) {
      await new Promise(done => setTimeout(done, 100));
    }
    assert.ok(shown(`${typed}\napiVersion`));
    assert.ok(shown('allowPrivilegeEscalation: false'));
  }
}

/** From an exception to the rule, and a new name for it in both files. */
async function names(folder) {
  const { uri, position } = await place(vscode.Uri.joinPath(folder, 'policies/exception.yaml'), 'no-la');
  const [there] = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', uri, position);
  assert.equal(
    `${vscode.workspace.asRelativePath(there.uri ?? there.targetUri)}:${(there.range ?? there.targetRange).start.line}`,
    'policies/require-team.yaml:18');

  const edit = await vscode.commands.executeCommand(
    'vscode.executeDocumentRenameProvider', uri, position, 'named-version');
  assert.ok(await vscode.workspace.applyEdit(edit));
  for (const [file, text] of [['exception', 'ruleNames: [named-version]'], ['require-team', '- name: named-version']]) {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(folder, `policies/${file}.yaml`));
    assert.ok(document.getText().includes(text), document.getText());
  }
}

async function colours(uri) {
  await vscode.workspace.openTextDocument(uri);
  const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', uri);
  const { data } = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
  const types = new Set(Array.from({ length: data.length / 5 }, (_, i) => legend.tokenTypes[data[i * 5 + 3]]));
  for (const type of ['variable', 'property', 'function', 'number', 'string', 'operator']) {
    assert.ok(types.has(type), `${type} in ${[...types]}`);
  }
}

async function layout() {
  const document = await vscode.workspace.openTextDocument(
    { language: 'yaml', content: 'apiVersion: v1\nkind:   Pod\nmetadata:\n    name: a\n' });
  const edits = await vscode.commands.executeCommand(
    'vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true });
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.equal(document.getText(), 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n');
}

/** Where the YAML extension knows Kubernetes, Ephor explains no manifests, unless it is told to. */
async function whoAnswers(uri) {
  const { position } = await place(uri, 'containers');
  const explains = async expected => {
    for (let i = 0; i < 300; i++) {
      const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position);
      if (hovers.length > 0 === expected) {
        return;
      }
      await new Promise(done => setTimeout(done, 100));
    }
    assert.fail(expected ? 'Ephor does not explain a manifest' : 'Ephor explains a manifest');
  };
  const set = (section, name, value) => vscode.workspace.getConfiguration(section)
    .update(name, value, vscode.ConfigurationTarget.Workspace);
  await explains(true);
  await set('yaml', 'schemas', { kubernetes: '*.yaml' });
  await explains(false);
  await set('ephor', 'kubernetesSchema', 'on');
  await explains(true);
}

/** A file and the position behind a text of it. */
async function place(uri, text) {
  const document = await vscode.workspace.openTextDocument(uri);
  return { uri, position: document.positionAt(document.getText().indexOf(text) + text.length) };
}

/** Waits until a file shows so many diagnostics, the first on the given line, and tells them. */
async function shown(uri, count, line) {
  const settled = () => {
    const all = vscode.languages.getDiagnostics(uri);
    return all.length === count && (line === undefined || all.some(each => each.range.start.line === line));
  };
  for (let i = 0; i < 300 && !settled(); i++) {
    await new Promise(done => setTimeout(done, 100));
  }
  return vscode.languages.getDiagnostics(uri)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ range: { start, end }, severity, code, relatedInformation }) => {
      const [related] = relatedInformation ?? [];
      const place = related
        ? ` ${vscode.workspace.asRelativePath(related.location.uri)}:${related.location.range.start.line}`
        : '';
      return `${start.line}:${start.character}-${end.line}:${end.character}`
        + ` ${vscode.DiagnosticSeverity[severity]} ${code}${place}`;
    });
}
