import { goJson, goNumber, goQuote } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { isObject } from '../schema/json.ts';

/**
 * One step of a path into an object, in the form FieldsV1 writes it: `f:name` a field, `k:{"clusterId":"c1"}` an item of a list
 * map, `v:"x"` an item of a set, `i:0` an index. The form is canonical, so equal text is an equal step.
 */
export type PathElement = string;

export function fieldElement(name: string): PathElement {
  return `f:${name}`;
}

export function keyElement(key: JsonObject): PathElement {
  const parts = Object.keys(key)
    .sort()
    .map((name) => `${goJson(name)}:${goJson(key[name] ?? null)}`);
  return `k:{${parts.join(',')}}`;
}

export function valueElement(value: Json): PathElement {
  return `v:${goJson(value)}`;
}

/** Brings an element that a client wrote into canonical form; undefined for one of a kind nobody knows. */
export function parseElement(text: string): PathElement | undefined {
  switch (text.slice(0, 2)) {
    case 'f:':
      return text;
    case 'i:':
      return /^i:-?\d+$/.test(text) ? text : undefined;
    case 'k:': {
      const key = parseJson(text);
      return isObject(key) ? keyElement(key) : undefined;
    }
    case 'v:': {
      const value = parseJson(text);
      return value === undefined ? undefined : valueElement(value);
    }
    default:
      return undefined;
  }
}

/** As conflicts name it: `.spec`, `[clusterId="c1"]`, `[="x"]`, `[0]`. */
export function describeElement(element: PathElement): string {
  const rest = element.slice(2);
  switch (element[0]) {
    case 'f':
      return `.${rest}`;
    case 'k': {
      const key = parseJson(element);
      return `[${describeEntries(isObject(key) ? key : {}).join()}]`;
    }
    case 'v':
      return `[=${describeValue(parseJson(element) ?? null)}]`;
    default:
      return `[${rest}]`;
  }
}

const kinds = 'fkvi';

/** Entries by their elements in the order of FieldsV1: fields, then keys, then values, then indexes. */
export function inOrder<T>(entries: ReadonlyMap<PathElement, T>): [PathElement, T][] {
  const unordered = [...entries];
  if (unordered.length < 2) return unordered;
  if (unordered.every(([element]) => element.startsWith('f:'))) {
    return unordered.sort(([left], [right]) => compareText(left, right));
  }
  // What an element says is read once, and not at each comparison.
  return unordered
    .map((entry) => ({ entry, kind: kinds.indexOf(entry[0][0] ?? ''), value: comparable(entry[0]) }))
    .sort((left, right) => left.kind - right.kind || compareValues(left.value, right.value))
    .map(({ entry }) => entry);
}

function comparable(element: PathElement): Json {
  return element.startsWith('f:') ? element : (parseJson(element) ?? null);
}

/** As structured-merge-diff prints values (value.ToString). */
function describeValue(value: Json): string {
  if (typeof value === 'string') return goQuote(value);
  if (typeof value === 'number') return goNumber(value);
  if (Array.isArray(value)) return `[${value.map(describeValue).join()}]`;
  return isObject(value) ? describeEntries(value).join('') : String(value);
}

function describeEntries(value: JsonObject): string[] {
  return Object.entries(value).map(([name, item]) => `${name}=${describeValue(item)}`);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareValues(left: Json, right: Json): number {
  const rank = rankOf(left) - rankOf(right);
  if (rank !== 0) return rank;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (isObject(left) && isObject(right)) return compareKeys(left, right);
  return compareText(goJson(left), goJson(right));
}

function compareKeys(left: JsonObject, right: JsonObject): number {
  const rights = Object.entries(right);
  for (const [index, [name, value]] of Object.entries(left).entries()) {
    const other = rights[index];
    if (other === undefined) return 1;
    const order = compareText(name, other[0]) || compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return Object.keys(left).length - rights.length;
}

function rankOf(value: Json): number {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  if (typeof value === 'boolean') return 2;
  if (Array.isArray(value)) return 3;
  return value === null ? 5 : 4;
}

function parseJson(element: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(element.slice(2));
    return parsed;
  } catch {
    return undefined;
  }
}
