import { existsSync } from 'node:fs';
import { ExtensionContext, window, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** Starts the server; everything that a person sees is the server's doing. */
export async function activate(context: ExtensionContext): Promise<void> {
  const configured = workspace.getConfiguration('ephor').get<string>('server.path', '').trim();
  const bundled = context.asAbsolutePath(
    process.platform === 'win32' ? 'server/bin/ephor.bat' : 'server/bin/ephor');
  const command = configured || bundled;
  if (!existsSync(command)) {
    void window.showErrorMessage(configured
      ? `Ephor: there is no ${command}. Set ephor.server.path to the ephor start script.`
      : 'Ephor: this build of the extension brings no server. Set ephor.server.path to the ephor start script.');
    return;
  }
  client = new LanguageClient('ephor', 'Ephor', { command, args: ['lsp'] }, {
    documentSelector: [{ language: 'yaml', scheme: 'file' }, { language: 'yaml', scheme: 'untitled' }],
    initializationOptions: workspace.getConfiguration('ephor'),
    synchronize: { configurationSection: 'ephor' },
  });
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
