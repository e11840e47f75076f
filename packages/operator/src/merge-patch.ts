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
    } else if (!sameJson(before, value)) {
      patch[name] = value;
    }
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** Whether JSON would carry both alike: what is undefined is absent. */
function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const inA = Object.entries(a).every(([name, field]) => field === undefined || sameJson(field, b[name]));
  return inA && Object.entries(b).every(([name, field]) => field === undefined || a[name] !== undefined);
}
