import {
  commands, DecorationOptions, Disposable, EventEmitter, Range, TextDocumentContentProvider, TextEditor, ThemeColor,
  Uri, window, workspace,
} from 'vscode';

const SCHEME = 'ephor-preview';

interface Line { kind: 'removed' | 'added'; line: number; text: string; rules: string[] }
interface Preview { languageId: string; before?: string; text: string; lines?: Line[]; report?: string }
type Argument = { uri: string; policy?: string };
type Side = 'before' | 'text' | 'report';

/**
 * Shows the answers of `ephor.preview`: the old and the new text side by side, with the rule behind each changed line,
 * or the report where no line changes. What is shown follows what is typed.
 */
export class Previews implements TextDocumentContentProvider, Disposable {
  readonly #ask: (argument: Argument) => Promise<Preview>;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #shown = new Map<string, Preview>();
  readonly #rule = window.createTextEditorDecorationType(
    { after: { color: new ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3em' } });
  readonly #own: Disposable[];
  #waiting: NodeJS.Timeout | undefined;

  constructor(ask: (argument: Argument) => Promise<Preview>) {
    this.#ask = ask;
    this.#own = [
      this.#changed, this.#rule,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      commands.registerCommand('ephor.previewFile', () => {
        const uri = window.activeTextEditor?.document.uri;
        return uri && this.open({ uri: uri.toString() });
      }),
      window.onDidChangeVisibleTextEditors(editors => editors.forEach(each => this.#name(each))),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === SCHEME) {
          window.visibleTextEditors.filter(each => each.document === document).forEach(each => this.#name(each));
        } else if (document.languageId === 'yaml') {
          this.#refresh();
        }
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
    ];
  }

  async open(argument: Argument): Promise<void> {
    const name = argument.policy ?? Uri.parse(argument.uri).path.split('/').at(-1) ?? '';
    const answer = await this.#ask(argument);
    if (answer.lines?.length) {
      await commands.executeCommand('vscode.diff', place(name, argument, 'before'), place(name, argument, 'text'),
        `${name}: as policies leave it`);
    }
    if (!answer.lines?.length || answer.report?.match(/^(generated|changed|deleted) /m)) {
      const side = answer.report === undefined ? 'text' : 'report';
      const document = await workspace.openTextDocument(place(`${name}.diff`, argument, side));
      await window.showTextDocument(document, { preview: false, preserveFocus: !!answer.lines?.length });
    }
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { argument, side } = JSON.parse(uri.query) as { argument: Argument; side: Side };
    try {
      const answer = await this.#ask(argument);
      this.#shown.set(uri.toString(), answer);
      return answer[side] || 'No policy changes, makes or deletes anything here.\n';
    } catch (failure) {
      return `# No preview: ${failure instanceof Error ? failure.message : failure}\n`;
    }
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    Disposable.from(...this.#own).dispose();
  }

  #refresh(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => workspace.textDocuments
      .filter(each => each.uri.scheme === SCHEME)
      .forEach(each => this.#changed.fire(each.uri)), 100);
  }

  #name(editor: TextEditor): void {
    const { uri } = editor.document;
    if (uri.scheme !== SCHEME) {
      return;
    }
    const { side } = JSON.parse(uri.query) as { side: Side };
    const kind = side === 'before' ? 'removed' : 'added';
    const lines = side === 'report' ? [] : this.#shown.get(uri.toString())?.lines ?? [];
    editor.setDecorations(this.#rule, lines.filter(each => each.kind === kind).map(({ line, rules }): DecorationOptions => ({
      range: new Range(line, Number.MAX_SAFE_INTEGER, line, Number.MAX_SAFE_INTEGER),
      renderOptions: { after: { contentText: rules.join(', ') } },
    })));
  }
}

function place(name: string, argument: Argument, side: Side): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${name}`, query: JSON.stringify({ argument, side }) });
}
