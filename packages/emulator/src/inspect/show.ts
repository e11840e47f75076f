/** The world's values as plain JSON for people to read; secrets are left out. */
import type { Kind } from '../world.ts';

/** Fields that nobody is shown. */
const SECRET: Partial<Record<Kind, readonly string[]>> = { key: ['secret', 'securityToken'] };

/** One thing of the world. Infinity is null, a map an object, a set a list. */
export function showThing(kind: Kind, thing: unknown): unknown {
  const shown = plain(thing);
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !SECRET[kind]?.includes(name)));
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]));
  if (value instanceof Set) return [...value].map(plain);
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
