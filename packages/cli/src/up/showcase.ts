/** From the applied config to the report: the links come up, the channels are proven, and it is said what it came to. */
import type { Deadline } from '../deadline.ts';
import { Failure } from '../failure.ts';
import type { Style } from '../style.ts';
import type { Running } from './bring-up.ts';
import type { Link } from './links.ts';
import type { NameOf } from './names.ts';
import { type ClusterProof, proveCluster } from './proofs.ts';
import { reportLines } from './report.ts';
import type { Screen } from './screen.ts';
import type { Telling } from './telling.ts';
import { watchLinks } from './watch-links.ts';

export interface ShowcaseOptions {
  readonly running: Running;
  readonly deadline: Deadline;
  readonly screen: Screen;
  readonly style: Style;
  readonly tell: Telling;
}

export interface Shown {
  readonly links: readonly Link[];
  /** What did not come about; undefined when everything did. */
  readonly failure: Failure | undefined;
}

/** @throws what `deadline.error` gives, when something is still awaited then */
export async function showcase(options: ShowcaseOptions): Promise<Shown> {
  const { running, deadline, screen, style, tell } = options;
  const { client, facts, nameOf } = running;
  tell.heading('Links');
  const { config, links, tookMs } = await watchLinks({ client, deadline, screen, style, nameOf });
  tell.heading('Proof');
  const proofs = await proveAll(links, options);
  const overall = config.status?.status ?? '';
  screen.say(...reportLines({ facts, links, proofs, overall, tookMs, nameOf, style }));
  return { links, failure: whatFailed(overall, links, proofs, nameOf) };
}

async function proveAll(links: readonly Link[], { running, deadline, tell }: ShowcaseOptions): Promise<ClusterProof[]> {
  const { agents, cloud, facts, nameOf } = running;
  const proofs: ClusterProof[] = [];
  // One after the other: it is told as it goes, and people read it.
  for (const cluster of facts.clusters) {
    const apiServer = links.find((link) => link.clusterId === cluster.id && link.channel === 'API server');
    const pilot = links.find((link) => link.clusterId === cluster.id && link.channel === 'Pilot');
    if (apiServer === undefined || pilot === undefined) continue;
    const how = { agents, cloud, deadline, mesh: facts.mesh, nameOf, tell };
    proofs.push(await proveCluster({ cluster, apiServer, pilot }, how));
  }
  return proofs;
}

function whatFailed(
  overall: string,
  links: readonly Link[],
  proofs: readonly ClusterProof[],
  nameOf: NameOf,
): Failure | undefined {
  const open = links
    .filter((link) => !link.up)
    .map(({ clusterId, channel, reason, message }) => `${nameOf(clusterId)} ${channel}: ${reason}: ${message}`);
  const unproven = proofs.flatMap(({ clusterId, pilot, apiServer }) =>
    [pilot, apiServer].flatMap((proof) =>
      proof === undefined || proof.ok ? [] : [`${nameOf(clusterId)}: ${proof.reason}: ${proof.message}`],
    ),
  );
  const available = overall === 'Available';
  if (available && unproven.length === 0) return undefined;
  return new Failure({
    code: available ? 'NotProven' : 'NotAvailable',
    what: available ? 'a channel did not carry a request' : `ASMPvlConfig default is ${overall}, not Available`,
    where: [...open, ...unproven].join('\n'),
    now: 'Change what the messages name, and apply again.',
  });
}
