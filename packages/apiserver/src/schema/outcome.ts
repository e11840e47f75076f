import { invalid } from './cause.ts';
import type { Cause } from './types.ts';

/**
 * What a schema node says of a value. Causes are keyed by the validator's own text, which is how the server drops repeated ones;
 * `matches` counts what held, and decides which alternative of an anyOf or oneOf was meant.
 */
export interface Outcome {
  causes: Map<string, Cause>;
  matches: number;
}

/** Shared by all that have no cause, since most have none: `add` gives an outcome its own. */
const none = new Map<string, Cause>();

export function outcome(matches = 0): Outcome {
  return { causes: none, matches };
}

/** An outcome that fails with `text`; the field error defaults to `Invalid value: "": text` on the whole object. */
export function failure(text: string, cause: Cause): Outcome {
  return { causes: new Map([[text, cause]]), matches: 0 };
}

export function add(target: Outcome, text: string, cause: Cause): void {
  if (target.causes === none) target.causes = new Map();
  if (!target.causes.has(text)) target.causes.set(text, cause);
}

export function merge(target: Outcome, source: Outcome): void {
  target.matches += source.matches;
  if (source.causes === none) return;
  for (const [text, cause] of source.causes) add(target, text, cause);
}

export function isValid(result: Outcome): boolean {
  return result.causes.size === 0;
}

/** Where a value stands. `path` is as the validator writes it; `prefix` is where the validated value itself stands, if anywhere. */
export interface Place {
  path: string;
  prefix: string;
}

/** The field a cause names: `spec.size`, or `<nil>` for the root. */
export function fieldOf({ path, prefix }: Place, child = ''): string {
  const name = `${path}${child}`.replace(/^\./, '');
  if (prefix === '') return name === '' ? '<nil>' : name;
  return name === '' ? prefix : `${prefix}.${name}`;
}

/** A finding about combinations of schemas is not tied to a field in the answer, though its text names one. */
export function addUnplaced(target: Outcome, place: Place, text: string): void {
  add(target, text, invalid(place.prefix === '' ? '<nil>' : place.prefix, '', text));
}
