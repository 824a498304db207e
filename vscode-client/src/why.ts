import { commands, EventEmitter, languages, TextDocumentContentProvider, Uri, window, workspace } from 'vscode';

/** What the server's command `ephor.explain` answers, as far as it is shown (docs/protocol.md). */
interface Why {
  manifest: string;
  text: string;
}

const SCHEME = 'ephor-why';
const changed = new EventEmitter<Uri>();
const texts = new Map<string, string>();
let provided = false;

/** Explanations are documents that nobody can edit. */
const provider: TextDocumentContentProvider = {
  onDidChange: changed.event,
  provideTextDocumentContent: uri => texts.get(uri.toString()) ?? '',
};

/** Shows an explanation below what it explains: its lines are long. */
export async function showWhy(answer: Why): Promise<void> {
  if (!provided) {
    workspace.registerTextDocumentContentProvider(SCHEME, provider);
    provided = true;
  }
  const uri = Uri.from({ scheme: SCHEME, path: `/Why: ${answer.manifest.replaceAll('/', ' ')}` });
  texts.set(uri.toString(), answer.text || 'Nothing speaks against it.\n');
  changed.fire(uri);
  const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), 'plaintext');
  const shown = window.visibleTextEditors.find(editor => editor.document.uri.scheme === SCHEME);
  await window.showTextDocument(document, { viewColumn: shown?.viewColumn, preview: true });
  if (!shown) {
    await commands.executeCommand('workbench.action.moveEditorToBelowGroup');
  }
}
