/** The picture as SVG, which any browser shows: drawn link by link while it can be followed, as tiles when there are many. Pure. */
import { nameOf } from '../links/names.ts';
import { cut } from '../terminal/text.ts';
import { signs } from './data.ts';
import type { TopologyCluster, TopologyData, TopologyLink } from './schema.ts';

/** More clusters than this are tiles. */
const MOST_DRAWN = 12;

export function topologySvg(data: TopologyData): string {
  const { clusters } = data;
  const name = nameOf(clusters.map(({ clusterId: id, name: called }) => ({ id, name: called })));
  const { width, height, body } = clusters.length <= MOST_DRAWN ? drawn(data, name) : tiled(data, name);
  const up = clusters.flatMap(({ apiServer, pilot }) => [apiServer, pilot]).filter(({ health }) => health === 'good');
  const title = `Mesh ${data.mesh} in ${data.region}: ${data.status}, ${up.length} of ${clusters.length * 2} links up`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2933">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${MARGIN}" y="${MARGIN + 12}" font-size="15" font-weight="600">${escaped(title)}</text>
${body.join('\n')}
</svg>
`;
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: readonly string[];
}

type Named = (clusterId: string) => string;

const MARGIN = 20;
const TOP = 48;
const colours = { good: '#1f8f6c', working: '#b7791f', bad: '#cf1124', none: '#7b8794' } as const;

/** The mesh's VPC on the left, those of the clusters on the right, a line for each link. */
const BOX = { left: 300, right: 330, gap: 330, row: 66, head: 34, between: 18 };

function drawn({ clusters, vpcId, pilotBalancer }: TopologyData, name: Named): Drawing {
  const vpcs = [...new Set(clusters.map((each) => each.vpcId))];
  const [leftEnd, rightStart] = [MARGIN + BOX.left, MARGIN + BOX.left + BOX.gap];
  const body: string[] = [];
  let y = TOP;
  for (const vpc of vpcs) {
    const inVpc = clusters.filter((each) => each.vpcId === vpc);
    const height = BOX.head + (inVpc.length + 1) * BOX.row;
    body.push(frame(rightStart, y, BOX.right, height, `ACK VPC ${vpc ?? 'not known'}`));
    inVpc.forEach((cluster, index) => {
      const at = y + BOX.head + index * BOX.row + BOX.row / 2;
      body.push(
        label(MARGIN + 14, at, 'control plane', 'dials the API server'),
        label(rightStart + 14, at, `API server of ${name(cluster.clusterId)}`, cluster.apiServerBalancer ?? ''),
        line(cluster.apiServer, [leftEnd, rightStart], at, `API server of ${name(cluster.clusterId)}`),
      );
    });
    const at = y + BOX.head + inVpc.length * BOX.row + BOX.row / 2;
    body.push(
      label(MARGIN + 14, at, 'Pilot', pilotBalancer ?? ''),
      label(rightStart + 14, at, 'sidecars', 'dial Pilot'),
    );
    const [first] = inVpc;
    if (first !== undefined) body.push(line(first.pilot, [rightStart, leftEnd], at, `Pilot, from ${vpc ?? ''}`));
    y += height + BOX.between;
  }
  const end = y - BOX.between;
  body.unshift(frame(MARGIN, TOP, BOX.left, end - TOP, `ASM VPC ${vpcId}`));
  return { width: rightStart + BOX.right + MARGIN, height: end + MARGIN, body };
}

function frame(x: number, y: number, width: number, height: number, title: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="#f5f7fa" stroke="#9aa5b1"/><text x="${x + 14}" y="${y + 22}" font-weight="600">${escaped(cut(title, 40))}</text>`;
}

function label(x: number, y: number, first: string, second: string): string {
  return `<text x="${x}" y="${y - 2}">${escaped(cut(first, 40))}</text><text x="${x}" y="${y + 14}" font-size="11" fill="#52606d">${escaped(cut(second, 44))}</text>`;
}

/** From who dials to who is dialled; health is its colour, its dashes, and the sign upon it. */
function line(link: TopologyLink, [from, to]: readonly [number, number], y: number, what: string): string {
  const colour = colours[link.health];
  const dash = link.health === 'good' ? '' : ' stroke-dasharray="6 4"';
  const [step, middle] = [Math.sign(to - from), (from + to) / 2];
  const tip = `${to - step * 10},${y - 5} ${to},${y} ${to - step * 10},${y + 5}`;
  const ids = link.endpoint === null ? (link.reason ?? 'nothing yet') : `${link.endpoint}${zonesOf(link)}`;
  const below = link.health === 'good' || link.endpoint === null ? (link.service ?? '') : (link.reason ?? '');
  const hover = [what, link.domainName, link.connection, link.message].filter(Boolean).join('\n');
  return `<g><title>${escaped(hover)}</title><line x1="${from}" y1="${y}" x2="${to - step * 8}" y2="${y}" stroke="${colour}" stroke-width="2"${dash}/><polygon points="${tip}" fill="${colour}"/><circle cx="${middle}" cy="${y}" r="10" fill="#fff" stroke="${colour}" stroke-width="2"/><text x="${middle}" y="${y + 5}" text-anchor="middle" font-weight="700" fill="${colour}">${signs[link.health]}</text><text x="${middle}" y="${y - 14}" text-anchor="middle" font-size="11">${escaped(cut(ids, 46))}</text><text x="${middle}" y="${y + 24}" text-anchor="middle" font-size="11" fill="#52606d">${escaped(cut(below, 46))}</text></g>`;
}

function zonesOf({ zones }: TopologyLink): string {
  return zones.length === 0 ? '' : ` in ${zones.map((zone) => zone.replace(/^.*-/, '')).join(', ')}`;
}

const TILE = { width: 196, height: 50, gap: 8, columns: 5 };

/** Those that are not well first: they are what one looks for. */
function tiled({ clusters, vpcId }: TopologyData, name: Named): Drawing {
  const sorted = [...clusters].sort((a, b) => rank(a) - rank(b));
  const start = TOP + 24;
  const body = sorted.map((cluster, index) => {
    const x = MARGIN + (index % TILE.columns) * (TILE.width + TILE.gap);
    const y = start + Math.floor(index / TILE.columns) * (TILE.height + TILE.gap);
    return tile(cluster, name(cluster.clusterId), x, y);
  });
  const legend = `API server: the channel from ${vpcId}. Pilot: the one from the cluster’s own VPC.`;
  const rows = Math.ceil(sorted.length / TILE.columns);
  return {
    width: MARGIN * 2 + TILE.columns * (TILE.width + TILE.gap) - TILE.gap,
    height: start + rows * (TILE.height + TILE.gap) - TILE.gap + MARGIN,
    body: [`<text x="${MARGIN}" y="${TOP + 8}" fill="#52606d">${escaped(legend)}</text>`, ...body],
  };
}

function tile({ apiServer, pilot, vpcId }: TopologyCluster, name: string, x: number, y: number): string {
  const worst = order.find((health) => apiServer.health === health || pilot.health === health) ?? 'none';
  const fill = { good: '#e3f8ef', working: '#fdf4e0', bad: '#fde8e8', none: '#f5f7fa' }[worst];
  const badge = (link: TopologyLink, what: string, at: number) =>
    `<text x="${x + at}" y="${y + 38}" font-size="11" fill="${colours[link.health]}"><tspan font-weight="700">${signs[link.health]}</tspan> ${what}</text>`;
  const hover = [name, vpcId, apiServer.message, pilot.message].filter(Boolean).join('\n');
  return `<g><title>${escaped(hover)}</title><rect x="${x}" y="${y}" width="${TILE.width}" height="${TILE.height}" rx="6" fill="${fill}" stroke="${colours[worst]}"/><text x="${x + 10}" y="${y + 20}" font-weight="600">${escaped(cut(name, 26))}</text>${badge(apiServer, 'API server', 10)}${badge(pilot, 'Pilot', 110)}</g>`;
}

const order = ['bad', 'working', 'none', 'good'] as const;

function rank({ apiServer, pilot }: TopologyCluster): number {
  return Math.min(order.indexOf(apiServer.health), order.indexOf(pilot.health));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
