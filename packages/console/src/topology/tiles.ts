/** Many clusters as tiles, by VPC; what is not well stands first, for it is what one looks for. Pure. */
import type { NameOf } from '../links/names.ts';
import type { Drawing } from './rooms.ts';
import type { Health, TopologyCluster, TopologyData, TopologyLink } from './schema.ts';
import { type Shape, shape, words } from './shape.ts';
import { signs } from './signs.ts';
import type { Vocabulary } from './vocabulary.ts';

const TILE = { width: 178, height: 54, gap: 10, columns: 6 };
const HEAD = 38;
const BETWEEN = 22;

export function tiles({ clusters }: TopologyData, nameOf: NameOf, say: Vocabulary): Drawing {
  const shapes: Shape[] = [];
  let y = 0;
  for (const { vpc, inVpc } of groupsOf(clusters)) {
    const up = inVpc.flatMap(linksOf).filter(({ health }) => health === 'good').length;
    const count = `${up}/${inVpc.length * 2} ${signs.good}`;
    shapes.push(
      words(say.ackVpc, { x: 2, y: y + 18, class: 'heading' }),
      words(vpc ?? say.unknown, { x: 70, y: y + 18, class: 'mono' }),
      words(`${say.clusters(inVpc.length)}  ·  ${count}`, { x: WIDTH - 2, y: y + 18, class: 'label', anchor: 'end' }),
    );
    inVpc.forEach((cluster, index) => {
      const x = (index % TILE.columns) * (TILE.width + TILE.gap);
      const row = Math.floor(index / TILE.columns);
      shapes.push(tile(cluster, nameOf(cluster.clusterId), x, y + HEAD - 8 + row * (TILE.height + TILE.gap), say));
    });
    y += HEAD + Math.ceil(inVpc.length / TILE.columns) * (TILE.height + TILE.gap) + BETWEEN;
  }
  return { width: WIDTH, height: Math.max(0, y - BETWEEN), shapes };
}

const WIDTH = TILE.columns * (TILE.width + TILE.gap) - TILE.gap;
const order: readonly Health[] = ['bad', 'working', 'none', 'good'];

function groupsOf(clusters: readonly TopologyCluster[]) {
  const byVpc = new Map<string | null, TopologyCluster[]>();
  for (const cluster of clusters) byVpc.set(cluster.vpcId, [...(byVpc.get(cluster.vpcId) ?? []), cluster]);
  return [...byVpc]
    .map(([vpc, all]) => ({ vpc, inVpc: all.sort((a, b) => rank(a) - rank(b)) }))
    .sort((a, b) => Math.min(...a.inVpc.map(rank)) - Math.min(...b.inVpc.map(rank)));
}

function tile(cluster: TopologyCluster, name: string, x: number, y: number, say: Vocabulary): Shape {
  const { apiServer, pilot, clusterId } = cluster;
  const worst = order[rank(cluster)] ?? 'none';
  const part = (link: TopologyLink, what: string, at: number) =>
    shape(
      'g',
      { class: link.health },
      words(signs[link.health], { x: x + at, y: y + 41, class: 'state' }),
      words(what, { x: x + at + 15, y: y + 41, class: 'small' }),
    );
  const told = [name, clusterId, apiServer.message, pilot.message].filter(Boolean).join('\n');
  return {
    ...shape(
      'g',
      { class: `tile ${worst}` },
      shape('title', {}, told),
      shape('rect', { x, y, width: TILE.width, height: TILE.height, rx: 9 }),
      words(name, { x: x + 12, y: y + 22, class: 'title', most: 22 }),
      part(apiServer, say.apiServer, 12),
      part(pilot, say.pilot, 104),
    ),
    goes: { page: 'cluster', id: clusterId },
  };
}

function linksOf({ apiServer, pilot }: TopologyCluster): TopologyLink[] {
  return [apiServer, pilot];
}

function rank(cluster: TopologyCluster): number {
  return Math.min(...linksOf(cluster).map(({ health }) => order.indexOf(health)));
}
