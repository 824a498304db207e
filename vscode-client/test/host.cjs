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
};

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
