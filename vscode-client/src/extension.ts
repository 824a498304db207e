import { existsSync } from 'node:fs';
import { ExtensionContext, extensions, window, workspace } from 'vscode';
import { DidChangeConfigurationNotification, ExecuteCommandRequest, LanguageClient } from 'vscode-languageclient/node';
import { executeCommand } from './answers';
import { kubernetesSchema } from './kubernetesSchema';
import { Previews } from './previews';

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
  const previews = new Previews(argument => started.sendRequest(
    ExecuteCommandRequest.type, { command: 'ephor.preview', arguments: [argument] }));
  const started: LanguageClient = new LanguageClient('ephor', 'Ephor', { command, args: ['lsp'] }, {
    documentSelector: [{ language: 'yaml', scheme: 'file' }, { language: 'yaml', scheme: 'untitled' }],
    initializationOptions: () => settled(workspace.getConfiguration('ephor')),
    middleware: {
      executeCommand: (command, args, next) =>
        command === 'ephor.preview' ? previews.open(args[0]) : executeCommand(command, args, next),
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers)
            ? answers.map((each, i) => params.items[i]?.section === 'ephor' ? settled(each) : each)
            : answers;
        },
      },
    },
  });
  client = started;
  await started.start();

  // The server asks for changes of our settings by itself, but does not know of the others.
  let told = kubernetesSchema();
  const look = () => {
    const now = kubernetesSchema();
    if (now !== told) {
      told = now;
      void started.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }
  };
  context.subscriptions.push(
    previews,
    extensions.onDidChange(look),
    workspace.onDidChangeConfiguration(look));
}

/** Settings as the server takes them: it cannot see what `auto` depends on. */
function settled(settings: object | null): object {
  return { ...settings, kubernetesSchema: kubernetesSchema() };
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
