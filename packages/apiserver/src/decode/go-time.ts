import { goQuote } from '../schema/go-format.ts';

/** The two layouts of times in Kubernetes' objects, as Go names them. */
export const layouts = {
  time: '2006-01-02T15:04:05Z07:00',
  microTime: '2006-01-02T15:04:05.000000Z07:00',
} as const;

/** A piece of a layout: what it must look like, and the range that its number may have. */
interface Element {
  layout: string;
  pattern: RegExp;
  range?: { name: string; from: number; to: number };
}

const literal = (text: string): Element => ({ layout: text, pattern: new RegExp(`^${text}`) });
const twoDigits = (layout: string, name: string, from: number, to: number): Element => ({
  layout,
  pattern: /^\d\d/,
  range: { name, from, to },
});
const head: readonly Element[] = [
  { layout: '2006', pattern: /^\d{4}/ },
  literal('-'),
  twoDigits('01', 'month', 1, 12),
  literal('-'),
  // Which days a month has is looked at last.
  { layout: '02', pattern: /^\d\d/ },
  literal('T'),
  twoDigits('15', 'hour', 0, 23),
  literal(':'),
  twoDigits('04', 'minute', 0, 59),
  literal(':'),
  twoDigits('05', 'second', 0, 59),
];
const zone: Element = { layout: 'Z07:00', pattern: /^(Z|[+-]\d\d:\d\d)/ };
const elements: Readonly<Record<keyof typeof layouts, readonly Element[]>> = {
  // A fraction may follow seconds also where the layout has none.
  time: [...head, { layout: '', pattern: /^([.,]\d+)?/ }, zone],
  microTime: [...head, { layout: '.000000', pattern: /^[.,]\d{6}/ }, zone],
};

/** How times are kept: nothing is wrong with these, and there is nothing to change. */
const kept = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** What is wrong with a time, in the words of Go's `time.Parse`; undefined when nothing is. */
export function timeProblem(kind: keyof typeof layouts, value: string): string | undefined {
  if (kind === 'time' && kept.test(value)) return undefined;
  const whole = `parsing time ${goQuote(value)}`;
  let rest = value;
  for (const { layout, pattern, range } of elements[kind]) {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) return `${whole} as "${layouts[kind]}": cannot parse ${goQuote(rest)} as "${layout}"`;
    if (range !== undefined && (Number(found) < range.from || Number(found) > range.to)) {
      return `${whole}: ${range.name} out of range`;
    }
    rest = rest.slice(found.length);
  }
  if (rest !== '') return `${whole}: extra text: ${goQuote(rest)}`;
  const [year, month, day] = value.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
  if (date.getUTCDate() !== day) return `${whole}: day out of range`;
  const { hours, minutes } = offsetOf(value);
  if (hours > 24) return `${whole}: time zone offset hour out of range`;
  return minutes > 60 ? `${whole}: time zone offset minute out of range` : undefined;
}

/** A time of the first layout as it is kept: in whole seconds of UTC. */
export function wholeSeconds(value: string): string {
  if (kept.test(value)) return value;
  const { sign, hours, minutes } = offsetOf(value);
  const utc = Date.parse(`${value.slice(0, 19)}Z`) - sign * (hours * 60 + minutes) * 60_000;
  return `${new Date(utc).toISOString().slice(0, -5)}Z`;
}

function offsetOf(value: string): { sign: number; hours: number; minutes: number } {
  if (value.endsWith('Z')) return { sign: 1, hours: 0, minutes: 0 };
  const [sign, hours, minutes] = [value.at(-6), value.slice(-5, -3), value.slice(-2)];
  return { sign: sign === '-' ? -1 : 1, hours: Number(hours), minutes: Number(minutes) };
}
