import { isTimestamp } from './timestamp.ts';

/** What a scalar of YAML 1.1 says. */
export interface Resolved {
  type: 'null' | 'bool' | 'int' | 'float' | 'timestamp' | 'str';
  /** A whole number is a `bigint` where it may be too long for a `number`. */
  value: null | boolean | number | bigint | string;
}

const words = new Map<string, Resolved>();
for (const [type, value, texts] of [
  ['bool', true, ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']],
  ['bool', false, ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']],
  ['null', null, ['', '~', 'null', 'Null', 'NULL']],
  ['float', Number.NaN, ['.nan', '.NaN', '.NAN']],
  ['float', Number.POSITIVE_INFINITY, ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']],
  ['float', Number.NEGATIVE_INFINITY, ['-.inf', '-.Inf', '-.INF']],
] as const) {
  for (const text of texts) words.set(text, { type, value });
}

/** Where no digit stands before it, or after it. Of numbers that begin with a digit or a sign, nobody asks. */
const looseUnderscore = /(?<!\d)_|_(?!\d)/;
const mayBeNumber = /^[-+.\d]/;
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;

/** As a real server reads a scalar without quotes; base 60 is none of its numbers. Times are text to it, but not to be asked for as such. */
export function resolve(text: string): Resolved {
  return isTimestamp(text) ? { type: 'timestamp', value: text } : resolveTagged(text);
}

/** The same of one that is tagged as something else than a time. */
export function resolveTagged(text: string): Resolved {
  const word = words.get(text);
  if (word !== undefined) return word;
  const other: Resolved = { type: 'str', value: text };
  if (!mayBeNumber.test(text)) return other;
  const digits = text.startsWith('.') && looseUnderscore.test(text) ? text : text.replaceAll('_', '');
  const whole = integer(digits);
  if (whole !== undefined) return { type: 'int', value: whole };
  const value = float.test(digits) ? Number(digits) : Number.POSITIVE_INFINITY;
  return Number.isFinite(value) ? { type: 'float', value } : other;
}

const short = /^[-+]?([1-9]\d{0,14}|0)$/;
const int = /^([-+]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|[1-9]\d*)$/i;
const maxDigits = 64;

/** Within 64 bits, with a sign or without. */
function integer(text: string): number | bigint | undefined {
  if (short.test(text)) return Number(text) + 0;
  // After this one prefix, a sign may stand too.
  const [, sign = '', literal = ''] = int.exec(text.replace(/^0b([-+])/, '$10b')) ?? [];
  if (literal === '' || literal.replace(/^0[xbo]?0*/i, '').length > maxDigits) return undefined;
  const magnitude = BigInt(/^0\d/.test(literal) ? `0o${literal}` : literal);
  const largest = sign === '' ? (1n << 64n) - 1n : sign === '+' ? (1n << 63n) - 1n : 1n << 63n;
  if (magnitude > largest) return undefined;
  const value = sign === '-' ? -magnitude : magnitude;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Whether a whole number takes all 64 bits, so that Go keeps it as another type. */
export function isUnsigned({ value }: Resolved): boolean {
  return typeof value === 'bigint' && value >= 1n << 63n;
}
