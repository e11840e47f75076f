/** Seeded randomness: the same seed gives the same ids, durations and choices in the same order of asking. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A number between the two, evenly spread. */
  between(low: number, high: number): number;
  /** `length` characters of the alphabet, which is of ASCII. */
  text(length: number, alphabet: string): string;
  /** Where it stands; `restore` goes on from there. */
  save(): RandomState;
  restore(state: RandomState): void;
}

export type RandomState = readonly [number, number, number, number];

export const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
export const ALPHANUMERIC = `${BASE36}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
export const HEX = '0123456789abcdef';

/** Chris Doty-Humphrey's sfc32, 128 bits of state. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162 ^ Math.trunc(seed / 2 ** 32);
  let d = seed >>> 0;
  function next(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  for (let i = 0; i < 15; i++) next(); // until every bit of the seed has reached every bit of the state
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    text(length, alphabet) {
      // Made at once: text that grows letter by letter keeps every step of it in memory.
      const letters = Buffer.allocUnsafe(length);
      for (let i = 0; i < length; i++) letters[i] = alphabet.charCodeAt(Math.floor(next() * alphabet.length));
      return letters.toString('latin1');
    },
    save: () => [a, b, c, d],
    restore(state) {
      [a, b, c, d] = state;
    },
  };
}
