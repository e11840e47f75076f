/** Something wrong with an expression, at an offset into its text. */
export interface Problem {
  at: number;
  what: string;
}

/** The place of what is wrong with an expression as a whole. */
export const NOWHERE = Number.NEGATIVE_INFINITY;

/** Problems of one expression that the server tells (cel-go, common/errors.go), and bytes of the longest line that it shows. */
export const mostTold = 100;
const mostLine = 16_384;

/** What the rules of a schema may still take, of which there can be thousands; a real server has no such limits. */
export interface Room {
  /** Characters that are told: each problem shows a line, and there are a hundred to a rule. */
  told: number;
  /** Characters that the server's parser is asked about. */
  asked: number;
}

export function roomOfSchema(): Room {
  return { told: 20_000_000, asked: 500_000 };
}

/**
 * As the server's compiler writes problems, by their places: where, what, and the line with a mark under the place. `untold` are
 * others beside them. When there is no room left, the first is told.
 */
export function describe(source: string, problems: readonly Problem[], room: Room, untold = 0): string {
  const lines = source.split('\n').map((line) => (Buffer.byteLength(line) > mostLine ? undefined : line));
  const longest = lines.reduce((most, line = '') => Math.max(most, line.length), 1);
  const told = problems.slice(0, Math.min(mostTold, Math.max(1, Math.floor(room.told / longest))));
  const others = problems.length - told.length + untold;
  const byPlace = (left: Problem, right: Problem): number => (left.at < right.at ? -1 : Number(left.at > right.at));
  const text = [
    ...told.sort(byPlace).map((problem) => written(source, lines, problem)),
    ...(others === 0 ? [] : [`${others} more errors were truncated`]),
  ].join('\n');
  room.told -= text.length;
  return text;
}

function written(source: string, lines: readonly (string | undefined)[], { at, what }: Problem): string {
  if (at === NOWHERE) return `ERROR: <input>:-1:0: ${what}`;
  const before = source.slice(0, Math.max(0, at)).split('\n');
  const [left = ''] = before.slice(-1);
  const points = [...left];
  const place = `ERROR: <input>:${before.length}:${points.length + 1 + Math.min(0, at)}: ${what}`;
  const line = lines[before.length - 1];
  if (line === undefined) return place;
  const [marked = ''] = line.slice(left.length);
  const dots = points.map((point) => (isWide(point) ? '．' : '.')).join('');
  return `${place}\n | ${line.replaceAll('\t', ' ')}\n | ${dots}${isWide(marked) ? '＾' : '^'}`;
}

/** A mark is as wide as its letter may be. */
function isWide(point: string): boolean {
  return point > '\u007f';
}
