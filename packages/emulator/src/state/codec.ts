/** The world's values as JSON: maps, sets and infinity, which JSON does not have, are marked. */

export function encode(value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value].map(([key, inner]) => [encode(key), encode(inner)]) };
  if (value instanceof Set) return { $set: [...value].map(encode) };
  if (value === Number.POSITIVE_INFINITY) return { $number: 'Infinity' };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encode(inner)]));
}

/** What `encode` was given. Only for what `encode` has made. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const [first, ...more] = Object.entries(value);
  if (first !== undefined && more.length === 0) {
    const [mark, inner] = first;
    if (mark === '$map') {
      return new Map((inner as [unknown, unknown][]).map(([key, one]) => [decode(key), decode(one)]));
    }
    if (mark === '$set') return new Set((inner as unknown[]).map(decode));
    if (mark === '$number') return Number(inner);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
}
