/** Does what a diagnosis advises: its command, as a person would paste it. */
import { COLLECTION, call } from './kube.ts';
import type { Stage } from './stage.ts';

/** Whether a machine can carry it out: an editor needs a person. */
export function canRun(command: string | undefined): command is string {
  return command !== undefined && /^(aliyun \w+ \w+|kubectl annotate|asmpvl san add)\b/.test(command);
}

/** @throws when the cloud or the API server refuses it: then it was no good advice */
export async function run(stage: Stage, command: string): Promise<void> {
  const [program, ...words] = split(command);
  if (program === 'aliyun') await aliyun(stage, words);
  else if (program === 'asmpvl') await addNames(stage, words.at(-1) ?? '');
  else await annotate(stage, words);
}

async function aliyun(stage: Stage, [product = '', action = '', ...flags]: string[]): Promise<void> {
  const params: Record<string, string> = {};
  for (let i = 0; i < flags.length; i += 2) params[(flags[i] ?? '').replace(/^--/, '')] = flags[i + 1] ?? '';
  const { body, ...rest } = params;
  const request = {
    product,
    version: '',
    action,
    params: rest,
    ...(body === undefined ? {} : { body: JSON.parse(body) as unknown }),
  };
  const { status, body: said } = await stage.settle(stage.emulator.call(request));
  if (status >= 400) throw new Error(`aliyun ${product} ${action}: ${JSON.stringify(said)}`);
}

/** What `asmpvl san add --cluster ID` sends; the command itself is tested with the program. */
async function addNames(stage: Stage, ClusterId: string): Promise<void> {
  const row = (await stage.get())?.status?.clusters?.find(({ clusterId }) => clusterId === ClusterId);
  const names = { action: 'append' as const, subject_alternative_names: [row?.pvlEndpoint?.domainName ?? ''] };
  await stage.settle(stage.cloud.call('ModifyCluster', { ClusterId, api_server_custom_cert_sans: names }));
}

/** `kubectl annotate asmpvlconfig default KEY=VALUE` or `KEY-`. */
async function annotate(stage: Stage, words: string[]): Promise<void> {
  const word = words.at(-1) ?? '';
  const [key = '', value] = word.endsWith('-') ? [word.slice(0, -1), null] : word.split('=', 2);
  const patch = { metadata: { annotations: { [key]: value ?? null } } };
  const where = `${COLLECTION}/default?fieldManager=kubectl-annotate`;
  const answer = await stage.settle(call(stage.kube.transport, 'PATCH', where, patch, 'application/merge-patch+json'));
  if (answer.status >= 400) throw new Error(`kubectl annotate: ${JSON.stringify(answer.body)}`);
}

/** Words as a shell has them: what stands between single quotes is one. */
function split(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
