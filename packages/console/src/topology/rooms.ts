/** The mesh's VPC and those of its clusters as rooms, and every link as an arrow from who dials to who answers. Pure. */
import type { NameOf } from '../links/names.ts';
import type { TopologyCluster, TopologyData, TopologyLink } from './schema.ts';
import { type Place, type Shape, shape, words } from './shape.ts';
import { signs } from './signs.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const ROOM = { width: 392, head: 46, between: 20 };
const LEFT = 0;
const RIGHT = 728;
const ROW = 92;
const CHIP = { width: 188, height: 60 };
const BLOCK = { width: 132, inset: 14 };

export function rooms(data: TopologyData, nameOf: NameOf, say: Vocabulary): Drawing {
  const { clusters, vpcId, mesh } = data;
  const shapes: Shape[] = [];
  let y = 0;
  for (const vpc of new Set(clusters.map((cluster) => cluster.vpcId))) {
    const inVpc = clusters.filter((cluster) => cluster.vpcId === vpc);
    const height = ROOM.head + (inVpc.length + 1) * ROW;
    shapes.push(...room(RIGHT, y, height, say.ackVpc, vpc, data, say));
    inVpc.forEach((cluster, index) => {
      shapes.push(...apiServerRow(cluster, y + ROOM.head + index * ROW + ROW / 2 - 6, nameOf, data, say));
    });
    const [first] = inVpc;
    if (first !== undefined) {
      shapes.push(...pilotRow(first, inVpc.length, y + ROOM.head + inVpc.length * ROW + ROW / 2 - 6, data, say));
    }
    y += height + ROOM.between;
  }
  const height = Math.max(ROOM.head + ROW, y - ROOM.between);
  const plane = block(
    LEFT + BLOCK.inset,
    ROOM.head,
    height - ROOM.head - BLOCK.inset,
    say.controlPlane,
    mesh,
    undefined,
  );
  return {
    width: RIGHT + ROOM.width,
    height,
    shapes: [...room(LEFT, 0, height, say.asmVpc, vpcId, data, say), plane, ...shapes],
  };
}

function room(
  x: number,
  y: number,
  height: number,
  kind: string,
  vpcId: string | null,
  { vpcs }: TopologyData,
  say: Vocabulary,
): Shape[] {
  const cidrs = vpcs.find(({ id }) => id === vpcId)?.cidrs.join(', ') ?? '';
  return [
    shape('rect', { class: 'room', x, y, width: ROOM.width, height, rx: 14 }),
    words(kind, { x: x + 16, y: y + 28, class: 'heading' }),
    words(vpcId || say.unknown, { x: x + 90, y: y + 28, class: 'mono', most: 27 }),
    words(cidrs, { x: x + ROOM.width - 14, y: y + 28, class: 'small mono', anchor: 'end', most: 18 }),
  ];
}

function apiServerRow(
  { apiServer: link, apiServerBalancer, clusterId }: TopologyCluster,
  y: number,
  nameOf: NameOf,
  data: TopologyData,
  say: Vocabulary,
): Shape[] {
  const name = nameOf(clusterId);
  const x = RIGHT + ROOM.width - BLOCK.inset - BLOCK.width;
  const served = zonesOf(data, apiServerBalancer);
  const to: Place = { page: 'cluster', id: clusterId };
  return [
    ...wires(y),
    arrow(link, y, 'right', `${say.apiServerChannel}: ${name}`, say),
    chip(leftChip, y, say.endpoint, link.endpoint, 'endpoints', placesOf(link), say),
    chip(RIGHT + 16, y, say.service, link.service, 'services', served, say),
    block(x, y - CHIP.height / 2, CHIP.height, name, apiServerBalancer ?? say.apiServer, to, say.apiServer),
  ];
}

function pilotRow(
  { pilot: link }: TopologyCluster,
  count: number,
  y: number,
  data: TopologyData,
  say: Vocabulary,
): Shape[] {
  const x = RIGHT + ROOM.width - BLOCK.inset - BLOCK.width;
  return [
    ...wires(y),
    words(say.pilot, { x: LEFT + BLOCK.inset + BLOCK.width - 10, y: y + 4, class: 'label', anchor: 'end' }),
    arrow(link, y, 'left', say.pilotChannel, say),
    chip(leftChip, y, say.service, link.service, 'services', zonesOf(data, data.pilotBalancer), say),
    chip(RIGHT + 16, y, say.endpoint, link.endpoint, 'endpoints', placesOf(link), say),
    block(x, y - CHIP.height / 2, CHIP.height, say.sidecars, say.clusters(count), undefined),
  ];
}

const leftChip = ROOM.width - 16 - CHIP.width;

/** From the blocks to the chips, inside the rooms. */
function wires(y: number): Shape[] {
  return [
    shape('line', { class: 'wire', x1: LEFT + BLOCK.inset + BLOCK.width, y1: y, x2: leftChip, y2: y }),
    shape('line', {
      class: 'wire',
      x1: RIGHT + 16 + CHIP.width,
      y1: y,
      x2: RIGHT + ROOM.width - BLOCK.inset - BLOCK.width,
      y2: y,
    }),
  ];
}

/** Health is its colour, its dashes, and the sign and the words upon it. */
function arrow(link: TopologyLink, y: number, way: 'left' | 'right', what: string, say: Vocabulary): Shape {
  const [start, end] = [leftChip + CHIP.width, RIGHT + 16];
  const [from, to, step] = way === 'right' ? [start, end, 1] : [end, start, -1];
  const middle = (start + end) / 2;
  const state = (link.health === 'good' ? link.connection : link.reason) ?? say.states[link.health];
  const label = `${signs[link.health]}  ${state}`;
  const half = 16 + label.length * 3.6;
  const told = [what, say.states[link.health], link.domainName, link.message].filter(Boolean).join('\n');
  return shape(
    'g',
    { class: link.health },
    shape('title', {}, told),
    shape('line', { class: 'way', x1: from, y1: y, x2: to - step * 11, y2: y }),
    shape('polygon', { class: 'tip', points: `${to - step * 12},${y - 6} ${to},${y} ${to - step * 12},${y + 6}` }),
    words(what, { x: middle, y: y - 20, class: 'label', anchor: 'middle', most: 44 }),
    shape('rect', { class: 'badge', x: middle - half, y: y - 12, width: half * 2, height: 24, rx: 12 }),
    words(label, { x: middle, y: y + 4, class: 'state', anchor: 'middle', most: 40 }),
  );
}

function chip(
  x: number,
  y: number,
  kind: string,
  id: string | null,
  page: 'services' | 'endpoints',
  places: string,
  say: Vocabulary,
): Shape {
  const top = y - CHIP.height / 2;
  const drawn = shape(
    'g',
    { class: id === null ? 'chip absent' : 'chip' },
    shape('title', {}, [kind, id ?? say.unknown, places].filter(Boolean).join('\n')),
    shape('rect', { x, y: top, width: CHIP.width, height: CHIP.height, rx: 9 }),
    words(kind, { x: x + 12, y: top + 18, class: 'kind' }),
    words(id ?? '—', { x: x + 12, y: top + 34, class: 'mono id', most: 26 }),
    words(places, { x: x + 12, y: top + 50, class: 'small mono', most: 28 }),
  );
  return id === null ? drawn : { ...drawn, goes: { page, id } };
}

function block(
  x: number,
  y: number,
  height: number,
  title: string,
  below: string,
  goes: Place | undefined,
  kind?: string,
): Shape {
  const line = kind === undefined ? 24 : 18;
  const drawn = shape(
    'g',
    { class: 'block' },
    shape('title', {}, [kind, title, below].filter(Boolean).join('\n')),
    shape('rect', { x, y, width: BLOCK.width, height, rx: 9 }),
    ...(kind === undefined ? [] : [words(kind, { x: x + 12, y: y + 18, class: 'kind' })]),
    words(title, { x: x + 12, y: y + (kind === undefined ? line : 34), class: 'title', most: 17 }),
    words(below, { x: x + 12, y: y + (kind === undefined ? line + 17 : 50), class: 'small mono', most: 19 }),
  );
  return goes === undefined ? drawn : { ...drawn, goes };
}

/** The endpoint's zones and vSwitches, the region left out, which all share. */
function placesOf({ zones, vSwitches }: TopologyLink): string {
  return zones.map((zone, index) => [short(zone), vSwitches[index]].filter(Boolean).join(' ')).join(', ');
}

function zonesOf({ balancers }: TopologyData, balancer: string | null): string {
  const zones = balancers.find(({ id }) => id === balancer)?.zones ?? [];
  return [balancer ?? '', zones.map(short).join(', ')].filter(Boolean).join(' · ');
}

/** `cn-hangzhou-i` is `i` among zones of one region. */
function short(zone: string): string {
  return zone.replace(/^.*-/, '');
}
