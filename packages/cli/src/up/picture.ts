/** The two channels as a picture with the real ids, 79 columns wide. Pure. */

import type { Link, NameOf } from '@asm-privatelink/console/links';
import { plain, type Style } from '../terminal/style.ts';
import { cut, pad } from '../terminal/text.ts';
import type { Facts } from './facts.ts';

const LEFT = 36;
const RIGHT = 34;
const GAP = 5;
/** More VPCs than this are counted, not drawn. */
export const MOST_VPCS = 4;

type Row = readonly [left: string, arrow: '' | '→' | '←' | '✗', right: string];

/** Health is told by the arrow, and by its colour. */
export function picture(
  { mesh, clusters }: Facts,
  links: readonly Link[],
  nameOf: NameOf,
  style: Style = plain,
): string[] {
  const wished = new Set(links.map((link) => link.clusterId));
  const vpcs = [...new Set(clusters.filter(({ id }) => wished.has(id)).map(({ vpcId }) => vpcId))];
  const drawn = vpcs.slice(0, MOST_VPCS);
  const lines = drawn.flatMap((vpcId, index) => {
    const inVpc = clusters.filter((cluster) => cluster.vpcId === vpcId && wished.has(cluster.id));
    const find = (clusterId: string, channel: Link['channel']) =>
      links.find((link) => link.clusterId === clusterId && link.channel === channel);
    const apiServers = inVpc.flatMap((cluster) => [
      ...apiServerRows(find(cluster.id, 'API server'), nameOf(cluster.id), cluster.apiServerBalancerId),
      blank,
    ]);
    const [first] = inVpc;
    const pilot = pilotRows(first && find(first.id, 'Pilot'), mesh.pilotBalancerId);
    const title = index === 0 ? `ASM VPC ${mesh.vpcId}` : 'ASM VPC, as above';
    return box(title, `ACK VPC ${vpcId}`, [...apiServers, ...pilot], style);
  });
  const rest = vpcs.length - drawn.length;
  return rest > 0 ? [...lines, `and ${rest} more ACK VPCs in the same way`] : lines;
}

const blank: Row = ['', '', ''];

function apiServerRows(link: Link | undefined, name: string, balancerId: string): Row[] {
  if (link === undefined || !link.up) return broken('control plane', `API server of ${name}`, link);
  return [
    ['control plane', '', `API server of ${name}`],
    ['  ↓ dials', '', `  ↑ ${balancerId}`],
    [link.endpoint.id, '→', link.service.id],
  ];
}

function pilotRows(link: Link | undefined, balancerId: string): Row[] {
  if (link === undefined || !link.up) return broken('Pilot', 'sidecars', link);
  return [
    [link.service.id, '←', link.endpoint.id],
    [`  ↓ ${balancerId}`, '', '  ↑ dial'],
    ['Pilot', '', 'sidecars'],
  ];
}

function broken(left: string, right: string, link: Link | undefined): Row[] {
  return [
    [left, '✗', right],
    ['', '', `  not connected: ${link?.reason || 'Pending'}`],
  ];
}

function box(leftTitle: string, rightTitle: string, rows: readonly Row[], style: Style): string[] {
  const edge = (from: string, to: string) =>
    `${from}${'─'.repeat(LEFT - 2)}${to}${' '.repeat(GAP)}${from}${'─'.repeat(RIGHT)}${to}`;
  return [
    `${pad(` ${cut(leftTitle, LEFT - 1)}`, LEFT + GAP)} ${cut(rightTitle, RIGHT)}`,
    edge('┌', '┐'),
    ...rows.map((row) => draw(row, style)),
    edge('└', '┘'),
  ];
}

const arrows = {
  '': ['│', ' '.repeat(GAP), '│'],
  '→': ['┼', '─────', '▶'],
  '←': ['◀', '─────', '┼'],
  '✗': ['│', '  ✗  ', '│'],
} as const;

function draw([left, arrow, right]: Row, style: Style): string {
  const [leave, between, arrive] = arrows[arrow];
  const paint = arrow === '✗' ? style.red : arrow === '' ? (text: string) => text : style.green;
  return `│ ${pad(cut(left, LEFT - 4), LEFT - 4)} ${paint(`${leave}${between}${arrive}`)} ${pad(cut(right, RIGHT - 2), RIGHT - 2)} │`;
}
