/** What it came to: the two words one waits for, the picture, the kubeconfigs, and what to try next. Pure. */

import type { Link, NameOf } from '@asm-privatelink/console/links';
import { duration } from '../links/timeline.ts';
import type { Style } from '../terminal/style.ts';
import type { KubeconfigPaths, Places } from './bring-up.ts';
import type { Facts } from './facts.ts';
import { picture } from './picture.ts';
import type { ClusterProof } from './proofs.ts';

export interface ReportInput {
  readonly facts: Facts;
  readonly links: readonly Link[];
  readonly proofs: readonly ClusterProof[];
  /** `status.status` */
  readonly overall: string;
  /** From apply to here. */
  readonly tookMs: number;
  readonly nameOf: NameOf;
  readonly style: Style;
}

export function reportLines({ facts, links, proofs, overall, tookMs, nameOf, style }: ReportInput): string[] {
  const up = links.filter((link) => link.up).length;
  const good = overall === 'Available';
  const paint = (word: string, fine: boolean) => style.bold(fine ? style.green(word) : style.red(word));
  const { mesh } = facts;
  const whole = `ASMPvlConfig default: ${up} of ${links.length} links up, ${duration(tookMs)} after it was applied`;
  const members = proofs.flatMap(({ clusterId, member }) => {
    if (member === undefined) return [];
    const word = paint(member.state.padEnd(WORD), member.state === 'Running');
    return [`  ${word}  ${nameOf(clusterId)}: mesh ${mesh.name} reaches its API server`];
  });
  const open = links
    .filter((link) => !link.up)
    .map(
      (link) => `  ${paint('not up'.padEnd(WORD), false)}  ${nameOf(link.clusterId)} ${link.channel}: ${link.reason}`,
    );
  return [
    '',
    `  ${paint(overall.padEnd(WORD), good)}  ${whole}`,
    ...members,
    ...open,
    '',
    ...picture(facts, links, nameOf).map((line) => `  ${line}`),
    '',
  ];
}

/** As wide as the longer of the two words. */
const WORD = 'Available'.length;

/** Scripts read these lines: the label, a colon, an absolute path, and nothing else. */
export function kubeconfigLines({ asm, clusters }: KubeconfigPaths): string[] {
  return [`asm kubeconfig: ${asm}`, ...clusters.map((file) => `cluster kubeconfig: ${file}`)];
}

export interface NextInput extends Places {
  readonly links: readonly Link[];
  readonly style: Style;
  /** Nothing was applied. */
  readonly empty: boolean;
  readonly noOperator: boolean;
}

export function nextLines(input: NextInput): string[] {
  const { envFile, empty, noOperator, style } = input;
  const note = (text: string) => style.dim(`  # ${text}`);
  const operator = [note('nothing reconciles it until somebody runs the operator'), '  asmpvl operator --manage'];
  return [
    '',
    style.bold('Try next, in another terminal'),
    `  . ${envFile}`,
    ...(noOperator ? operator : []),
    ...(empty ? fiveCommands(note) : whatIsThere(input, note)),
    '',
  ];
}

type Note = (text: string) => string;

function fiveCommands(note: Note): string[] {
  return [
    note('from here to Running; docs/walkthrough.md says what each does'),
    '  asmpvl init',
    '  asmpvl check asmpvlconfig.yaml',
    '  asmpvl apply asmpvlconfig.yaml',
    '  asmpvl san add --yes',
    '  asmpvl verify',
  ];
}

function whatIsThere({ kubeconfigs, configFile, links, url, region, key, style }: NextInput, note: Note): string[] {
  const [cluster] = kubeconfigs.clusters;
  const pilot = links.find((link) => link.up && link.channel === 'Pilot');
  return [
    '  asmpvl status',
    '  kubectl get asmpvlconfig',
    '  kubectl get asmpvlconfig default -o yaml',
    '  kubectl describe asmpvlconfig default',
    '  kubectl explain asmpvlconfig.spec',
    ...(cluster === undefined ? [] : [`  kubectl --kubeconfig ${cluster} get ns`]),
    '',
    style.bold('Break something, and watch it heal'),
    note('a wrong zone: the row in status says what to write; then back again'),
    `  kubectl patch asmpvlconfig default --type json -p '[{"op": "replace",`,
    `    "path": "/spec/asmVpcEndpoint/vSwitches/0/zoneId", "value": "wrong"}]'`,
    '  kubectl apply --server-side --force-conflicts \\',
    `    -f ${configFile}`,
    ...(pilot === undefined
      ? []
      : [
          note("a zone taken away behind the operator's back, with the aliyun CLI"),
          '  aliyun privatelink RemoveZoneFromVpcEndpoint \\',
          `    --EndpointId ${pilot.endpoint.id} --ZoneId ${pilot.zones[0]?.zoneId ?? ''} \\`,
          `    --RegionId ${region} --region ${region} --endpoint ${new URL(url).host} \\`,
          `    --insecure --mode AK --access-key-id ${key.id} \\`,
          `    --access-key-secret ${key.secret}`,
        ]),
    note('all of it away: it returns when the cloud is empty of ours; then again'),
    '  kubectl delete asmpvlconfig default',
    `  kubectl apply -f ${configFile}`,
  ];
}
