import { equal, type Json, type JsonObject } from '../schema/json.ts';

/** Whether all versions have a part alike, which a real server then keeps once for all of them; an empty list is as good as none. */
export function areAlike(versions: readonly JsonObject[], part: (version: JsonObject) => Json | undefined): boolean {
  const [first, ...others] = versions.map(part);
  return versions.length > 0 && others.every((value) => (isBare(first) && isBare(value)) || equal(first, value));
}

function isBare(value: Json | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
