/** From the applied config to the report: the links come up, the channels are proven, and it is said what it came to. */
import type { Cloud } from '@asm-privatelink/cloud';
import type { KubeClient } from '@asm-privatelink/operator';
import type { Deadline } from '../deadline.ts';
import { Failure } from '../failure.ts';
import type { Style } from '../style.ts';
import type { Facts } from './facts.ts';
import type { Link } from './links.ts';
import type { NameOf } from './names.ts';
import { type ClusterProof, proveCluster, type Subject } from './proofs.ts';
import type { Agents } from './prove.ts';
import { type KubeconfigPaths, kubeconfigLines, nextLines, reportLines } from './report.ts';
import type { Screen } from './screen.ts';
import type { Telling } from './telling.ts';
import { watchLinks } from './watch-links.ts';

export interface ShowcaseOptions {
  readonly agents: Agents;
  /** By `performance.now()`. */
  readonly appliedAt: number;
  readonly client: KubeClient;
  readonly cloud: Cloud;
  readonly configFile: string;
  readonly deadline: Deadline;
  readonly facts: Facts;
  readonly key: { readonly id: string; readonly secret: string };
  readonly kubeconfigs: KubeconfigPaths;
  readonly nameOf: NameOf;
  /** It ends after this: what failed is an error, and there is nothing to try next. */
  readonly once: boolean;
  /** An operator runs here. */
  readonly operates: boolean;
  readonly region: string;
  readonly screen: Screen;
  readonly style: Style;
  readonly tell: Telling;
  readonly url: string;
}

/** @throws Failure with `once`, when a link is not up or a proof failed */
export async function showcase(options: ShowcaseOptions): Promise<void> {
  const { screen, style, tell, kubeconfigs, once } = options;
  let links: readonly Link[] = [];
  let failure: Failure | undefined;
  if (options.operates) {
    tell.heading('Links');
    const watched = await watchLinks(options);
    links = watched.links;
    tell.heading('Proof');
    const proofs = await proveAll(links, options);
    const overall = watched.config.status?.status ?? '';
    screen.say(...reportLines({ ...options, links, proofs, overall, tookMs: watched.tookMs }));
    failure = whatFailed(overall, links, proofs, options);
  }
  screen.say(...kubeconfigLines(kubeconfigs));
  if (once && failure !== undefined) throw failure;
  if (once) return;
  screen.say(...nextLines({ ...options, links, style }), 'Serving until Ctrl-C.');
}

async function proveAll(links: readonly Link[], options: ShowcaseOptions): Promise<ClusterProof[]> {
  const { facts, nameOf, tell } = options;
  const proofs: ClusterProof[] = [];
  // One after the other: it is told as it goes, and people read it.
  for (const cluster of facts.clusters) {
    const apiServer = links.find((link) => link.clusterId === cluster.id && link.channel === 'API server');
    const pilot = links.find((link) => link.clusterId === cluster.id && link.channel === 'Pilot');
    if (apiServer === undefined || pilot === undefined) continue;
    const subject: Subject = { cluster, apiServer, pilot };
    if (apiServer.up && pilot.up) proofs.push(await proveCluster(subject, { ...options, mesh: facts.mesh }));
    else for (const link of [apiServer, pilot]) tellDown(link, nameOf, tell);
  }
  return proofs;
}

function tellDown({ clusterId, channel, up, reason, message }: Link, nameOf: NameOf, tell: Telling): void {
  if (!up) tell.failed(`${nameOf(clusterId)}: no ${channel} channel: ${reason}`, message);
}

function whatFailed(
  overall: string,
  links: readonly Link[],
  proofs: readonly ClusterProof[],
  { nameOf }: ShowcaseOptions,
): Failure | undefined {
  const open = links
    .filter((link) => !link.up)
    .map(({ clusterId, channel, reason, message }) => `${nameOf(clusterId)} ${channel}: ${reason}: ${message}`);
  const unproven = proofs.flatMap(({ clusterId, pilot, apiServer }) =>
    [pilot, apiServer].flatMap((proof) =>
      proof.ok ? [] : [`${nameOf(clusterId)}: ${proof.reason}: ${proof.message}`],
    ),
  );
  if (overall === 'Available' && unproven.length === 0) return undefined;
  return new Failure({
    code: overall === 'Available' ? 'NotProven' : 'NotAvailable',
    what:
      overall === 'Available'
        ? 'a channel did not carry a request'
        : `ASMPvlConfig default is ${overall}, not Available`,
    where: [...open, ...unproven].join('\n'),
    now: 'Change what the messages name, and apply again.',
  });
}
