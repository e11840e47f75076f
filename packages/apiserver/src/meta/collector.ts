import type { Json, JsonObject } from '../schema/json.ts';
import { collectors, finalizersOf } from './finalizers.ts';
import { withMetadata } from './object.ts';

/** What a deletion makes of the dependents; said by finalizers of the object, or else in the background, if by nobody. */
export const policies = ['Foreground', 'Background', 'Orphan'] as const;
export type Policy = (typeof policies)[number];

const collectorOf: Readonly<Partial<Record<Policy, string>>> = {
  Foreground: collectors.foreground,
  Orphan: collectors.orphan,
};

/** The object with the one finalizer by which a garbage collector is told of the policy; the same object where it is told already. */
export function withPolicy(object: JsonObject, policy: Policy | undefined): JsonObject {
  const before = finalizersOf(object);
  const collector = policy === undefined ? before.find(isCollector) : collectorOf[policy];
  const others = before.filter((finalizer) => !isCollector(finalizer));
  const after = collector === undefined ? others : [...others, collector];
  const isSame = after.length === before.length && after.every((finalizer) => before.includes(finalizer));
  return isSame ? object : withFinalizers(object, after);
}

/** The object as a garbage collector that finds no dependents leaves it; the same object where there is nothing for it to do. */
export function withoutCollectors(object: JsonObject): JsonObject {
  const before = finalizersOf(object);
  const after = before.filter((finalizer) => !isCollector(finalizer));
  return after.length === before.length ? object : withFinalizers(object, after);
}

function isCollector(finalizer: Json): boolean {
  return finalizer === collectors.orphan || finalizer === collectors.foreground;
}

function withFinalizers(object: JsonObject, finalizers: Json[]): JsonObject {
  return withMetadata(object, { finalizers: finalizers.length > 0 ? finalizers : undefined });
}
