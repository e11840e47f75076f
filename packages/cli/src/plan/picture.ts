/**
 * A plan as a picture: a column for each stage, a lane for each link, a box for each step or wait, a line for each "after". SVG, and nothing else in
 * it. Pure.
 */
import type { PlanData } from '@asm-privatelink/console';
import { shortId } from '@asm-privatelink/console/links';
import { cut, wrap } from '../terminal/text.ts';

type Node = PlanData['groups'][number][number];

const BOX = { width: 290, height: 60, gapX: 56, gapY: 14 };
const MARGIN = 20;
const TITLE = 34;
const LETTERS = 42;

export function planPicture({ mesh, against, steps, groups }: PlanData): string {
  const { rows, height: tallest } = rowsOf(groups);
  const places = new Map(
    groups.flatMap((nodes, column) =>
      nodes.map(({ id }) => {
        const row = rows.get(id) ?? 0;
        const x = MARGIN + column * (BOX.width + BOX.gapX);
        return [id, { x, y: MARGIN + TITLE + row * (BOX.height + BOX.gapY) }] as const;
      }),
    ),
  );
  const width = MARGIN * 2 + Math.max(1, groups.length) * (BOX.width + BOX.gapX) - BOX.gapX;
  const height = MARGIN * 2 + TITLE + Math.max(1, tallest) * (BOX.height + BOX.gapY) - BOX.gapY;
  const nodes = groups.flat();
  const edges = nodes.flatMap(({ id, after }) => {
    const to = places.get(id);
    return after.flatMap((before) => {
      const from = places.get(before);
      if (from === undefined || to === undefined) return [];
      const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.height / 2, to.x, to.y + BOX.height / 2];
      const half = (x2 - x1) / 2;
      return [`<path d="M${x1} ${y1}C${x1 + half} ${y1} ${x2 - half} ${y2} ${x2} ${y2}"/>`];
    });
  });
  const boxes = nodes.map((node) => boxOf(node, places.get(node.id) ?? { x: 0, y: 0 }));
  const title = `Plan for mesh ${mesh}, ${against === 'empty' ? 'from nothing' : 'from what is there now'}: ${steps} steps`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${MARGIN}" y="${MARGIN + 12}" font-size="14" font-weight="600" fill="#1f2933">${escaped(title)}</text>
<g fill="none" stroke="#9aa5b1" stroke-width="1.2">
${edges.join('\n')}
</g>
${boxes.join('\n')}
</svg>
`;
}

/** The row of each node: what belongs to one link stands in one lane, so that the lines between them are short and do not cross. */
function rowsOf(groups: PlanData['groups']): { rows: ReadonlyMap<string, number>; height: number } {
  const rows = new Map<string, number>();
  let top = 0;
  for (const lane of new Set(groups.flat().map(({ link }) => link))) {
    const columns = groups.map((nodes) => nodes.filter(({ link }) => link === lane));
    for (const nodes of columns) for (const [index, { id }] of nodes.entries()) rows.set(id, top + index);
    top += Math.max(...columns.map((nodes) => nodes.length));
  }
  return { rows, height: top };
}

function boxOf(node: Node, { x, y }: { x: number; y: number }): string {
  const { kind, what, why, action, link } = node;
  const [fill, stroke] = kind === 'step' ? ['#e3f8ef', '#27ab83'] : ['#f5f7fa', '#9aa5b1'];
  const dash = kind === 'wait' ? ' stroke-dasharray="4 3"' : '';
  const whole = kind === 'step' ? what : `wait for ${what}`;
  const hover = [whole, why, link].filter(Boolean).join('\n');
  const [first = '', ...more] = wrap(whole, LETTERS);
  const said = more.length === 0 ? [first] : [first, cut(more.join(' '), LETTERS)];
  const about = cut([action, laneName(link)].filter(Boolean).join(' · '), LETTERS);
  const lines = [
    ...said.map((line, index) => textAt(x, y + 18 + index * 15, '#1f2933', cut(line, LETTERS))),
    textAt(x, y + 50, '#7b8794', about),
  ];
  return `<g><title>${escaped(hover)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="${fill}" stroke="${stroke}"${dash}/>${lines.join('')}</g>`;
}

/** `api-server/c0123456…89ab` */
function laneName(link: string): string {
  const [channel = '', of] = link.split('/');
  return of === undefined ? channel : `${channel}/${shortId(of)}`;
}

function textAt(x: number, y: number, fill: string, text: string): string {
  return `<text x="${x + 10}" y="${y}" fill="${fill}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
