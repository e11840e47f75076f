/** The measured points as two plots, time and calls against the number of clusters, both on logarithmic scales: one SVG without a library. */

export interface Series {
  readonly name: string;
  readonly colour: string;
  /** Drawn dashed: a bound or a comparison, not what we do. */
  readonly dashed?: true;
  /** `x` clusters. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Plot {
  readonly title: string;
  /** What a value is, in words, such as `s` as `46 s`. */
  readonly show: (value: number) => string;
  readonly series: readonly Series[];
}

const WIDTH = 460;
const HEIGHT = 300;
/** Around the field of each plot; on the right there is room for the names. */
const ROOM = { top: 44, right: 200, bottom: 46, left: 62 };
const FONT = 'font-family="system-ui, sans-serif" font-size="12"';
/** Between two names at least. */
const LINE = 15;

/** @param notes lines below, for what holds for all of it */
export function chart(plots: readonly Plot[], notes: readonly string[]): string {
  const width = WIDTH + ROOM.left + ROOM.right;
  const height = HEIGHT + ROOM.top + ROOM.bottom;
  const total = height * plots.length + LINE * (notes.length + 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" ${FONT} fill="#24292f">`,
    `<rect width="${width}" height="${total}" fill="#fff"/>`,
    ...plots.map(
      (plot, index) => `<g transform="translate(${ROOM.left} ${ROOM.top + index * height})">${draw(plot)}</g>`,
    ),
    ...notes.map(
      (note, index) =>
        `<text x="${ROOM.left}" y="${total - LINE * (notes.length - index)}" fill="#57606a" font-size="11">${escape(note)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function draw({ title, show, series }: Plot): string {
  const points = series.flatMap((each) => each.points);
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const [low, high] = decades(points.map(({ y }) => y));
  const x = scale(xs[0] ?? 1, xs.at(-1) ?? 10, 0, WIDTH);
  const y = scale(low, high, HEIGHT, 0);
  const parts = [`<text x="0" y="-18" font-weight="600" font-size="14">${escape(title)}</text>`];
  for (let value = low; value <= high; value *= 10) {
    parts.push(line(0, y(value), WIDTH, y(value), '#d8dee4'));
    parts.push(`<text x="-8" y="${round(y(value) + 4)}" text-anchor="end">${escape(show(value))}</text>`);
  }
  for (const value of xs) {
    parts.push(line(x(value), 0, x(value), HEIGHT, '#eaeef2'));
    parts.push(`<text x="${round(x(value))}" y="${HEIGHT + 18}" text-anchor="middle">${value}</text>`);
  }
  parts.push(`<text x="${WIDTH / 2}" y="${HEIGHT + 36}" text-anchor="middle" fill="#57606a">clusters</text>`);
  const ends = apart(series.map((each) => y(each.points.at(-1)?.y ?? low)));
  series.forEach(({ name, colour, dashed, points: own }, index) => {
    const path = own.map((point) => `${round(x(point.x))},${round(y(point.y))}`).join(' ');
    const dashes = dashed ? ' stroke-dasharray="5 4"' : '';
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`);
    for (const point of own) {
      const tip = `${name}, ${point.x} ${point.x === 1 ? 'cluster' : 'clusters'}: ${show(point.y)}`;
      parts.push(
        `<circle cx="${round(x(point.x))}" cy="${round(y(point.y))}" r="3.5" fill="${colour}"><title>${escape(tip)}</title></circle>`,
      );
    }
    const last = own.at(-1);
    const label = last === undefined ? name : `${name}: ${show(last.y)}`;
    parts.push(`<text x="${WIDTH + 10}" y="${round((ends[index] ?? 0) + 4)}" fill="${colour}">${escape(label)}</text>`);
  });
  return parts.join('\n');
}

/** The powers of ten around the values. */
function decades(values: readonly number[]): [number, number] {
  return [10 ** Math.floor(Math.log10(Math.min(...values))), 10 ** Math.ceil(Math.log10(Math.max(...values)))];
}

function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  const span = Math.log10(high / low) || 1;
  return (value) => from + (Math.log10(value / low) / span) * (to - from);
}

/** The heights, moved down where names would lie on each other. */
function apart(heights: readonly number[]): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height);
  const moved = [...heights];
  let next = Number.NEGATIVE_INFINITY;
  for (const { height, index } of order) {
    next = Math.max(height, next + LINE);
    moved[index] = next;
  }
  return moved;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
