import type { Json } from './json.ts';
import { isObject } from './json.ts';

/** How Go prints values in messages (`%v`, `%q`, encoding/json), where that differs from JavaScript. */

/** `%v` of an int64 or float64: the exponent form starts below 1e-4, not 1e-6, and has two digits at least. */
export function goNumber(value: number): string {
  const magnitude = Math.abs(value);
  const text = magnitude !== 0 && magnitude < 1e-4 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** strconv.FormatFloat in its shortest form: the exponent form starts below 1e-4 and at 1e+6. */
export function goFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const magnitude = Math.abs(value);
  if (Object.is(value, -0)) return '-0';
  const isShort = magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e6);
  return isShort ? String(value) : value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Characters that Go writes with a letter behind a backslash. */
export const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** `%q`: strconv.Quote. */
export function goQuote(text: string): string {
  const quoted = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    const known = escapes[character];
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `"${quoted}"`;
}

/** encoding/json: keys sorted, and `<`, `>`, `&` escaped for HTML. */
export function goJson(value: Json): string {
  return goStruct(typeof value === 'object' ? sorted(value) : value);
}

/** The same of a struct, whose fields stand in an order of their own: that in which they are given. */
export function goStruct(value: Json): string {
  return forHtml(JSON.stringify(value));
}

/** A JSON text with the characters escaped that Go escapes for HTML. */
export function forHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** With the keys of maps in the order in which Go prints them. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** `%#v` of decoded JSON: `map[string]interface {}{"name":"d", "port":4}`. */
export function goSyntax(value: Json): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (typeof value === 'number') return goNumber(value);
  if (typeof value === 'string') return goQuote(value);
  if (!isObject(value)) return value === null ? 'interface {}(nil)' : String(value);
  const keys = Object.keys(value).sort();
  return `map[string]interface {}{${keys.map((key) => `${goQuote(key)}:${goSyntax(value[key] ?? null)}`).join(', ')}}`;
}

/** `%v` of decoded JSON: `map[name:d port:4]`. */
export function goPlain(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goPlain).join(' ')}]`;
  if (typeof value === 'number') return goNumber(value);
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  const keys = Object.keys(value).sort();
  return `map[${keys.map((key) => `${key}:${goPlain(value[key] ?? null)}`).join(' ')}]`;
}

const space = String.raw`[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;
const around = new RegExp(`^${space}|${space}$`, 'g');

/** Without the white space around it, as Go knows it (strings.TrimSpace). */
export function goTrim(text: string): string {
  return text.replace(around, '');
}
