/** Random choices that a seed makes again, and JSON that nobody would send. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** In [0, 1): mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** `count` of what `make` gives, joined. */
  text(limit: number, make: () => string, separator = ''): string {
    return Array.from({ length: this.below(limit) }, make).join(separator);
  }
}

const strings = [
  '',
  'a',
  'b',
  '__proto__',
  'constructor',
  'toString',
  'spec',
  'metadata',
  'x'.repeat(300),
  'ü☃',
  '\u0000',
  '\ud800',
  '../..',
  '%00',
  'true',
  'null',
  '1',
  '-1',
  '2026-01-02T03:04:05Z',
  '0001-01-01T00:00:00Z',
  '99999999999999999999',
  'a/b',
  'A_b.c-',
  '10.0.0.1',
  '{{',
  "'",
  '"',
  '\n',
  '🙂'.repeat(50),
];
const numbers = [0, -0, 1, -1, 0.1, 1e308, -1e-308, 2 ** 31, 2 ** 53, 2 ** 63, 65_536];

/** Any JSON value. */
export function anyJson(random: Random, depth = 3): Json {
  const kind = random.below(depth > 0 ? 7 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return random.pick(numbers);
  if (kind <= 4) return random.pick(strings);
  if (kind === 5) return Array.from({ length: random.below(4) }, () => anyJson(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: random.below(4) }, () => [random.pick(strings), anyJson(random, depth - 1)]),
  );
}

/** The value with one thing in it replaced, taken away or added, somewhere. */
export function mutate(random: Random, value: Json): Json {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0 || random.chance(0.1)) return anyJson(random);
  const key = random.pick(keys);
  if (Array.isArray(value)) {
    const copy = [...value];
    const at = Number(key);
    if (random.chance(0.2)) copy.push(copy[at] ?? null);
    else copy[at] = mutate(random, copy[at] ?? null);
    return copy;
  }
  const copy = { ...(value as { [key: string]: Json }) };
  if (random.chance(0.1)) delete copy[key];
  else if (random.chance(0.15)) copy[random.pick(strings)] = anyJson(random);
  else copy[key] = mutate(random, copy[key] ?? null);
  return copy;
}

/** A text with some of its characters gone, doubled or changed. */
export function mangle(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return (
        text.slice(0, at) +
        random.pick(['{', '}', ']', ',', '"', '\\', '\u0000', '&a *a', '---\n', '\ud800']) +
        text.slice(at)
      );
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + random.below(5));
    default:
      return `${random.pick(['[', '{"a":', ' ', '- ', '? ', '&a ', '!!map ', '{a: ']).repeat(random.pick([1, 10, 600, 20_000]))}${text}`;
  }
}
