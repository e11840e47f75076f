import { isDeepStrictEqual } from 'node:util';
import { isRecord } from './kube/resource.ts';

/**
 * The JSON merge patch (RFC 7396) that makes `to` of `from`: absent fields become null, lists are replaced whole. Undefined when there
 * is nothing to change. A field that is undefined is absent.
 */
export function mergePatch(
  from: Record<string, unknown>,
  to: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const patch: Record<string, unknown> = {};
  for (const name of Object.keys(from)) {
    if (from[name] !== undefined && to[name] === undefined) patch[name] = null;
  }
  for (const [name, value] of Object.entries(to)) {
    if (value === undefined) continue;
    const before = from[name];
    if (isRecord(before) && isRecord(value)) {
      const inner = mergePatch(before, value);
      if (inner !== undefined) patch[name] = inner;
    } else if (!isDeepStrictEqual(plain(before), plain(value))) {
      patch[name] = value;
    }
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** As JSON would carry it: without what is undefined. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, plain(field)]])),
  );
}
