import { forbidden, invalid } from '../schema/cause.ts';
import { goQuote } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { isQualifiedName, type NameCheck } from './names.ts';
import { array, metadataOf, text } from './object.ts';

/** By which a garbage collector is told what a deletion makes of the dependents. */
export const collectors = { orphan: 'orphan', foreground: 'foregroundDeletion' } as const;

/** Finalizers that need no domain. */
const standard: readonly string[] = [...Object.values(collectors), 'kubernetes'];

const field = 'metadata.finalizers';

/** What every kind asks of finalizers: apimachinery's `ValidateFinalizers`. */
export function finalizerCauses(finalizers: Json[]): Cause[] {
  const causes = finalizers.flatMap((finalizer) =>
    isQualifiedName(text(finalizer)).map((problem) => invalid(field, finalizer, problem)),
  );
  const isUndecided = Object.values(collectors).every((collector) => finalizers.includes(collector));
  const detail = `finalizer ${collectors.orphan} and ${collectors.foreground} cannot be both set`;
  return isUndecided ? [...causes, invalid(field, finalizers, detail)] : causes;
}

/** What the core kinds ask beyond that. */
export function standardFinalizerCauses(finalizers: Json[]): Cause[] {
  return finalizers.flatMap((finalizer, index) =>
    isUnknown(text(finalizer)).map((problem) => invalid(`${field}[${index}]`, finalizer, problem)),
  );
}

/** The reason against a finalizer that neither bears a domain nor is one of Kubernetes itself. */
export const isUnknown: NameCheck = (finalizer) =>
  isStandard(finalizer) ? [] : ['name is neither a standard finalizer name nor is it fully qualified'];

function isStandard(finalizer: string): boolean {
  return finalizer.includes('/') || standard.includes(finalizer);
}

/** What is being deleted may lose finalizers, and get no others. */
export function newFinalizerCauses(now: Json[], before: Json[]): Cause[] {
  const added = addedTo(before, now);
  if (added.length === 0) return [];
  const shown = added.map((finalizer) => goQuote(finalizer)).join(', ');
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${shown}}`;
  return [forbidden(field, detail)];
}

/** What a server of custom resources warns of, of finalizers that a write adds. */
export function finalizerWarnings(object: JsonObject, before: JsonObject | undefined): string[] {
  return addedTo(before === undefined ? [] : finalizersOf(before), finalizersOf(object)).flatMap((finalizer) => {
    const where = `${field}: ${goQuote(finalizer)}`;
    const problems = isQualifiedName(finalizer).map((problem) => `${where}: ${problem}`);
    if (isStandard(finalizer)) return problems;
    const including = finalizer.includes('.') ? ' including a path (/)' : '';
    const advice = `prefer a domain-qualified finalizer name${including} to avoid accidental conflicts with other finalizer writers`;
    return [...problems, `${where}: ${advice}`];
  });
}

export function finalizersOf(object: JsonObject): Json[] {
  return array(metadataOf(object)['finalizers']);
}

function addedTo(before: Json[], now: Json[]): string[] {
  return [...new Set(now.map(text))].filter((finalizer) => !before.includes(finalizer)).sort();
}
