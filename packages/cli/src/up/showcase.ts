/** From the applied config to the report: the links come up, the channels are proven, and it is said what it came to. */

import type { Link, NameOf } from '@asm-privatelink/console/links';
import type { Deadline } from '../deadline.ts';
import { Failure } from '../failure.ts';
import { watchLinks } from '../links/watch-links.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Style } from '../terminal/style.ts';
import type { Running } from './bring-up.ts';
import type { Facts } from './facts.ts';
import { type ClusterProof, proveAll, type Subject } from './proofs.ts';
import { reportLines } from './report.ts';
import type { Telling } from './telling.ts';

export interface ShowcaseOptions {
  readonly running: Running;
  readonly deadline: Deadline;
  readonly screen: Screen;
  readonly style: Style;
  readonly tell: Telling;
}

export interface Shown {
  readonly links: readonly Link[];
  readonly proofs: readonly ClusterProof[];
  /** `status.status`, where it was seen. */
  readonly overall: string | undefined;
  readonly tookMs: number | undefined;
  /** What did not come about; undefined when everything did. */
  readonly failure: Failure | undefined;
}

/** @throws what `deadline.error` gives, when something is still awaited then */
export async function showcase(options: ShowcaseOptions): Promise<Shown> {
  const { running, deadline, screen, style, tell } = options;
  const { agents, client, cloud, facts, nameOf } = running;
  tell.heading('Links');
  const { config, links, tookMs } = await watchLinks({ client, deadline, screen, style, nameOf });
  tell.heading('Proof');
  const how = { agents, cloud, deadline, mesh: facts.mesh, nameOf, tell };
  const proofs = await proveAll(subjectsOf(links, facts), how);
  const overall = config.status?.status ?? '';
  screen.say(...reportLines({ facts, links, proofs, overall, tookMs, nameOf, style }));
  return { links, proofs, overall, tookMs, failure: whatFailed(overall, links, proofs, nameOf) };
}

/** The clusters of the config, each with its two links. */
function subjectsOf(links: readonly Link[], { clusters }: Facts): Subject[] {
  return clusters.flatMap((cluster) => {
    const find = (channel: Link['channel']) =>
      links.find((link) => link.clusterId === cluster.id && link.channel === channel);
    const [apiServer, pilot] = [find('API server'), find('Pilot')];
    return apiServer === undefined || pilot === undefined ? [] : [{ cluster, apiServer, pilot }];
  });
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
