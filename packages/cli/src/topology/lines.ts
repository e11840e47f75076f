/** The picture in a terminal: drawn where it fits, else every cluster as two signs and its name. Pure. */

import { signs, type TopologyCluster, type TopologyData, type TopologyLink } from '@asm-privatelink/console';
import { type Link, nameOf } from '@asm-privatelink/console/links';
import type { Style } from '../terminal/style.ts';
import { cut, pad, wrap } from '../terminal/text.ts';
import type { Facts } from '../up/facts.ts';
import { MOST_VPCS, picture } from '../up/picture.ts';

export interface LinesOptions {
  readonly links: readonly Link[];
  readonly style: Style;
  readonly width: number;
}

export function topologyLines(data: TopologyData, { links, style, width }: LinesOptions): string[] {
  const { mesh, region, status, clusters } = data;
  const vpcs = new Set(clusters.map(({ vpcId }) => vpcId));
  const title = `Mesh ${mesh} in ${region}: ${status}`;
  const drawn =
    vpcs.size <= MOST_VPCS && clusters.length <= MOST_DRAWN && width >= DRAWN_WIDTH
      ? picture(factsOf(data), links, named(clusters), style)
      : tiles(data, style, width);
  return [style.bold(title), '', ...drawn, ...wrongs(clusters, style, width)];
}

/** More than a screen of boxes is not looked at. */
const MOST_DRAWN = 6;
/** Of the boxes. */
const DRAWN_WIDTH = 79;
const NAME = 16;

function tiles({ clusters, vpcId }: TopologyData, style: Style, width: number): string[] {
  const cell = NAME + 6;
  const perLine = Math.max(1, Math.floor((width - 2) / cell));
  const name = named(clusters);
  const cells = clusters.map(({ clusterId, apiServer, pilot }) => {
    const both = `${sign(apiServer, style)}${sign(pilot, style)}`;
    return `${both} ${pad(cut(name(clusterId), NAME), NAME)}   `;
  });
  const rows = Array.from({ length: Math.ceil(cells.length / perLine) }, (_, row) =>
    `  ${cells.slice(row * perLine, (row + 1) * perLine).join('')}`.trimEnd(),
  );
  const legend = `Each cluster: first the channel from ${vpcId} to its API server, then the one from its VPC to Pilot.`;
  return [...wrap(legend, width).map((line) => style.dim(line)), ...rows];
}

function sign({ health }: TopologyLink, style: Style): string {
  return { good: style.green, working: style.yellow, bad: style.red, none: style.dim }[health](signs[health]);
}

/** What is not up, with what is said of it. */
function wrongs(clusters: readonly TopologyCluster[], style: Style, width: number): string[] {
  const name = named(clusters);
  const said = clusters.flatMap(({ clusterId, apiServer, pilot }) =>
    (
      [
        ['API server', apiServer],
        ['Pilot', pilot],
      ] as const
    ).flatMap(([channel, link]) =>
      link.health === 'good'
        ? []
        : [{ link, text: `${name(clusterId)}, ${channel}: ${link.message ?? link.reason ?? 'nothing is there yet'}` }],
    ),
  );
  const shown = said.slice(0, MOST_WRONGS);
  const rest = said.length - shown.length;
  return [
    ...(said.length === 0 ? [] : ['']),
    ...shown.flatMap(({ link, text }) =>
      wrap(text, width - 2).map((line, index) => (index === 0 ? `${sign(link, style)} ${line}` : `  ${line}`)),
    ),
    ...(rest > 0 ? [style.dim(`and ${rest} more links that are not up: asmpvl status`)] : []),
  ];
}

const MOST_WRONGS = 8;

function named(clusters: readonly TopologyCluster[]) {
  return nameOf(clusters.map(({ clusterId: id, name }) => ({ id, name })));
}

function factsOf({ mesh, region, vpcId, pilotBalancer, clusters }: TopologyData): Facts {
  return {
    mesh: { id: mesh, name: mesh, region, vpcId, pilotBalancerId: pilotBalancer ?? '' },
    clusters: clusters.map((each) => ({
      id: each.clusterId,
      name: each.name,
      vpcId: each.vpcId ?? 'not known',
      apiServerBalancerId: each.apiServerBalancer ?? '',
      port: 0,
    })),
  };
}
