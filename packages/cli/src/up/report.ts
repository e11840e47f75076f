/** What it came to: the two words one waits for, the picture, the kubeconfigs, and what to try next. Pure. */
import type { Style } from '../style.ts';
import type { Facts } from './facts.ts';
import type { Link } from './links.ts';
import type { NameOf } from './names.ts';
import { picture } from './picture.ts';
import type { ClusterProof } from './proofs.ts';
import { duration } from './timeline.ts';

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
  const members = proofs.map(({ clusterId, member }) => {
    const word = paint(member.state.padEnd(WORD), member.state === 'Running');
    return `  ${word}  ${nameOf(clusterId)}: mesh ${mesh.name} reaches its API server`;
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

export interface KubeconfigPaths {
  readonly asm: string;
  /** Of each cluster with an API server of its own, in their order. */
  readonly clusters: readonly string[];
}

/** Scripts read these lines: the label, a colon, an absolute path, and nothing else. */
export function kubeconfigLines({ asm, clusters }: KubeconfigPaths): string[] {
  return [`asm kubeconfig: ${asm}`, ...clusters.map((file) => `cluster kubeconfig: ${file}`)];
}

export interface NextInput {
  readonly kubeconfigs: KubeconfigPaths;
  /** The config that was applied. */
  readonly configFile: string;
  readonly links: readonly Link[];
  /** Of the emulated cloud. */
  readonly url: string;
  readonly region: string;
  readonly key: { readonly id: string; readonly secret: string };
  readonly style: Style;
}

export function nextLines({ kubeconfigs, configFile, links, url, region, key, style }: NextInput): string[] {
  const [cluster] = kubeconfigs.clusters;
  const endpoint = links.find((link) => link.up)?.endpoint.id;
  const wrongZone = `'[{"op":"replace","path":"/spec/asmVpcEndpoint/vSwitches/0/zoneId","value":"${region}-x"}]'`;
  const note = (text: string) => style.dim(`  # ${text}`);
  return [
    '',
    style.bold('Try next, in another terminal'),
    `  export KUBECONFIG=${kubeconfigs.asm}`,
    '  kubectl get asmpvlconfig',
    '  kubectl get asmpvlconfig default -o yaml',
    '  kubectl describe asmpvlconfig default',
    '  kubectl explain asmpvlconfig.spec',
    ...(cluster === undefined ? [] : [`  kubectl --kubeconfig ${cluster} get namespaces`]),
    '',
    style.bold('Break something, and watch it heal (kubectl get asmpvlconfig -w)'),
    note('a zone that the vSwitch does not lie in: the row says what to write; then back again'),
    `  kubectl patch asmpvlconfig default --type json -p ${wrongZone}`,
    `  kubectl apply -f ${configFile}`,
    ...(endpoint === undefined
      ? []
      : [
          note('an endpoint deleted behind the back of the operator (with the aliyun CLI, or any SDK)'),
          `  aliyun privatelink DeleteVpcEndpoint --EndpointId ${endpoint} --RegionId ${region} \\`,
          `    --endpoint ${new URL(url).host} --insecure --region ${region} \\`,
          `    --mode AK --access-key-id ${key.id} --access-key-secret ${key.secret}`,
        ]),
    note('all of it away; returns when the cloud is empty of ours'),
    '  kubectl delete asmpvlconfig default',
    '',
  ];
}
