import { MAX_INT } from '../integers.ts';

/** An amount, `unscaled` times ten to the power of `exponent`. */
export interface Amount {
  unscaled: bigint;
  exponent: number;
  /** Whether Go keeps it in an int64, which decides whether it can be told as an integer. */
  isSmall: boolean;
}

const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** Digits that are kept in an int64; with more, or with a part of a power of two, an amount is kept as a decimal. */
const SMALL_DIGITS = 18;
const NANO = -9;

/** Reads what `resource.ParseQuantity` (k8s.io/apimachinery) reads, in its words for what it does not. */
export function parseQuantity(text: string): Amount | { problem: string } {
  const [, sign, digits = '', denominator = '', suffix = ''] =
    /^([+-]?)(\d*)(?!\d)(?:\.(\d*)(?!\d))?([eEinumkKMGTP]*[+-]?\d*)$/.exec(text) ?? [];
  if (text === '' || sign === undefined) {
    return {
      problem: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    };
  }
  const shift = binary[suffix];
  const exponent = shift === undefined ? exponentOf(suffix) : 0;
  if (exponent === undefined) return { problem: "unable to parse quantity's suffix" };
  const numerator = digits.replace(/^0+/, '') || '0';
  const factor = sign === '-' ? -1n : 1n;
  const unscaled = BigInt(numerator + denominator) << BigInt(shift ?? 0);
  const amount = { unscaled: factor * unscaled, exponent: exponent - denominator.length, isSmall: true };
  const isSmall =
    shift === undefined
      ? numerator.length + denominator.length <= SMALL_DIGITS
      : denominator === '' && numerator.length + Math.trunc((shift * 3) / 10) <= SMALL_DIGITS - 4;
  if (isSmall && amount.exponent >= NANO) return amount;
  const rounded = roundUp({ unscaled, exponent: amount.exponent, isSmall: false });
  const isCapped = shift !== undefined && rounded.unscaled > scaleUp(MAX_INT, -rounded.exponent);
  const capped = isCapped ? { unscaled: MAX_INT, exponent: 0, isSmall: false } : rounded;
  return { ...capped, unscaled: factor * capped.unscaled };
}

function exponentOf(suffix: string): number | undefined {
  const known = decimal[suffix];
  if (known !== undefined) return known;
  const [, digits] = /^[eE]([+-]?\d{1,18})$/.exec(suffix) ?? [];
  return digits === undefined ? undefined : Number(BigInt.asIntN(32, BigInt(digits.replace('+', ''))));
}

/** In billionths, with what is left taken for a whole one. */
function roundUp({ unscaled, exponent }: Amount): Amount {
  if (unscaled === 0n) return { unscaled, exponent, isSmall: false };
  if (exponent >= NANO) return { unscaled: scaleUp(unscaled, exponent - NANO), exponent: NANO, isSmall: false };
  // A billionth is the least, however far below it the amount is.
  const places = Math.min(NANO - exponent, String(unscaled).length + 1);
  const divisor = 10n ** BigInt(places);
  return { unscaled: (unscaled + divisor - 1n) / divisor, exponent: NANO, isSmall: false };
}

/** Places by which amounts are brought to one exponent at most. */
const MAX_PLACES = 100_000;

function scaleUp(value: bigint, places: number): bigint {
  if (value === 0n) return value;
  if (places > MAX_PLACES) throw new RangeError('quantity is out of range');
  return value * 10n ** BigInt(places);
}

export function compareQuantities(left: Amount, right: Amount): number {
  const signs = [signOf(left), signOf(right)] as const;
  if (signs[0] !== signs[1]) return signs[0] < signs[1] ? -1 : 1;
  const magnitudes = [magnitudeOf(left), magnitudeOf(right)] as const;
  if (signs[0] === 0) return 0;
  if (magnitudes[0] !== magnitudes[1]) return magnitudes[0] < magnitudes[1] ? -signs[0] : signs[0];
  const exponent = Math.min(left.exponent, right.exponent);
  const [one, other] = [left, right].map((amount) => amount.unscaled * 10n ** BigInt(amount.exponent - exponent));
  return one === other ? 0 : (one ?? 0n) < (other ?? 0n) ? -1 : 1;
}

export function signOf({ unscaled }: Amount): number {
  return unscaled === 0n ? 0 : unscaled < 0n ? -1 : 1;
}

/** Places before the point. */
function magnitudeOf({ unscaled, exponent }: Amount): number {
  return String(unscaled < 0n ? -unscaled : unscaled).length + exponent;
}

/** @throws RangeError for amounts too far from each other */
export function addQuantities(left: Amount, right: Amount): Amount {
  if (left.isSmall && right.isSmall) {
    if (right.unscaled === 0n) return left;
    if (left.unscaled === 0n) return right;
  }
  const exponent = Math.min(left.exponent, right.exponent);
  const parts = [left, right].map((amount) => scaleUp(amount.unscaled, amount.exponent - exponent));
  const sum = parts.reduce((total, part) => total + part, 0n);
  return { unscaled: sum, exponent, isSmall: left.isSmall && right.isSmall && [...parts, sum].every(fits) };
}

function fits(value: bigint): boolean {
  return value <= MAX_INT && value >= -MAX_INT - 1n;
}

/** Undefined where Go cannot tell it as an int64 without more ado. */
export function integerOf({ unscaled, exponent, isSmall }: Amount): bigint | undefined {
  if (!isSmall || exponent < 0) return undefined;
  if (unscaled === 0n) return unscaled;
  const value = exponent > SMALL_DIGITS ? undefined : unscaled * 10n ** BigInt(exponent);
  return value !== undefined && fits(value) ? value : undefined;
}

export function floatOf({ unscaled, exponent }: Amount): number {
  return exponent === 0 ? Number(unscaled) : Number(unscaled) * Number(`1e${exponent}`);
}

/** The same for equal amounts, however they are written. */
export function canonical({ unscaled, exponent }: Amount): string {
  if (unscaled === 0n) return '0';
  const digits = String(unscaled);
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  return `${digits.slice(0, end)}e${exponent + digits.length - end}`;
}
