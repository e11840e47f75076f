/** A plan as a picture: a column for each stage, a box for each step or wait, a line for each "after". SVG, and nothing else in it. Pure. */

import type { PlanData } from '@asm-privatelink/console';
import { cut } from '../terminal/text.ts';

const BOX = { width: 250, height: 46, gapX: 56, gapY: 14 };
const MARGIN = 20;
const TITLE = 34;
const LETTERS = 38;

export function planPicture({ mesh, against, steps, groups }: PlanData): string {
  const places = new Map(
    groups.flatMap((nodes, column) =>
      nodes.map(
        (node, row) =>
          [
            node.id,
            { x: MARGIN + column * (BOX.width + BOX.gapX), y: MARGIN + TITLE + row * (BOX.height + BOX.gapY) },
          ] as const,
      ),
    ),
  );
  const tallest = Math.max(1, ...groups.map((nodes) => nodes.length));
  const width = MARGIN * 2 + Math.max(1, groups.length) * (BOX.width + BOX.gapX) - BOX.gapX;
  const height = MARGIN * 2 + TITLE + tallest * (BOX.height + BOX.gapY) - BOX.gapY;
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

function boxOf(node: PlanData['groups'][number][number], { x, y }: { x: number; y: number }): string {
  const { kind, what, why, action, link } = node;
  const [fill, stroke] = kind === 'step' ? ['#e3f8ef', '#27ab83'] : ['#f5f7fa', '#9aa5b1'];
  const dash = kind === 'wait' ? ' stroke-dasharray="4 3"' : '';
  const first = kind === 'step' ? what : `wait for ${what}`;
  const hover = [first, why, link].filter(Boolean).join('\n');
  return `<g><title>${escaped(hover)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="${fill}" stroke="${stroke}"${dash}/><text x="${x + 10}" y="${y + 19}" fill="#1f2933">${escaped(cut(first, LETTERS))}</text><text x="${x + 10}" y="${y + 36}" fill="#7b8794">${escaped(cut(action ?? link, LETTERS))}</text></g>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
