import { commands, QuickPickItem, Range, Uri, window } from 'vscode';
import { showWhy } from './why';

/** What the server's commands `ephor.show` and `ephor.test` answer (docs/protocol.md). */
interface Shown {
  resources: {
    location: { uri: string; range: { start: Place; end: Place } };
    resource: string;
    policy: string;
    rule: string;
    verdict: string;
    reason?: string;
    message: string;
  }[];
  left: number;
}

interface Place {
  line: number;
  character: number;
}

/** How the answers of commands are shown, by command. The others do what they do by themselves. */
const SHOWN: Record<string, (answer: never) => Promise<void>> = {
  'ephor.show': showResources,
  'ephor.test': showResources,
  'ephor.updateExpectation': showTitle,
  'ephor.addTest': showTitle,
  'ephor.nearMiss': showTitle,
  'ephor.explain': showWhy,
};

/** Runs a command of the server and shows its answer. */
export async function executeCommand(
  command: string, args: unknown[], next: (command: string, args: unknown[]) => unknown): Promise<unknown> {
  if (command === 'ephor.focus') {
    return chooseManifest(args, next);
  }
  const answer = await next(command, args);
  if (answer && SHOWN[command]) {
    await SHOWN[command](answer as never);
  }
  return answer;
}

/** A list to choose from; choosing goes to the place. */
async function showResources(answer: Shown): Promise<void> {
  const items: (QuickPickItem & { open?: () => Thenable<unknown> })[] = answer.resources.map(each => ({
    label: `${each.verdict}: ${each.resource}`,
    description: each.rule ? `${each.policy}/${each.rule}` : each.policy,
    detail: each.reason && each.verdict === 'fail' ? `${each.reason}: ${each.message}` : each.message,
    open: () => {
      const { start, end } = each.location.range;
      return commands.executeCommand('vscode.open', Uri.parse(each.location.uri), {
        selection: new Range(start.line, start.character, end.line, end.character),
      });
    },
  }));
  if (answer.left > 0) {
    items.push({ label: `and ${answer.left} more` });
  }
  const chosen = await window.showQuickPick(items, {
    title: 'Resources', matchOnDescription: true, matchOnDetail: true,
  });
  await chosen?.open?.();
}

/** What was done, for an editor that shows the change itself. */
async function showTitle(answer: { title: string }): Promise<void> {
  void window.showInformationMessage(answer.title);
}

/** The manifest that a rule is looked at with, chosen from those that it matches. */
async function chooseManifest(
  args: unknown[], next: (command: string, args: unknown[]) => unknown): Promise<unknown> {
  const asked = args[0] as object;
  if ('resource' in asked) {
    return next('ephor.focus', args);
  }
  const answer = await next('ephor.focus', [{ ...asked, list: true }]) as { manifest: string; candidates: string[] };
  const resource = await window.showQuickPick(answer.candidates, {
    title: 'Look at the rule with', placeHolder: answer.manifest,
  });
  return resource === undefined ? answer : next('ephor.focus', [{ ...asked, resource }]);
}
