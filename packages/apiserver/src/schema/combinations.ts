import { goQuote } from './go-format.ts';
import type { Outcome, Place } from './outcome.ts';
import { addUnplaced, isValid, merge, outcome } from './outcome.ts';
import type { JsonSchema } from './types.ts';

/** anyOf, oneOf, allOf and not. `check` judges the value by one of their schemas. */
export function checkCombinations(schema: JsonSchema, place: Place, check: (schema: JsonSchema) => Outcome): Outcome {
  const result = outcome(1);
  const { anyOf, oneOf, allOf, not } = schema;
  if (anyOf === undefined && oneOf === undefined && allOf === undefined && not === undefined) return result;
  const fail = (rule: string): void => addUnplaced(result, place, `${goQuote(place.path)} must ${rule}`);
  if (anyOf !== undefined && anyOf.length > 0) {
    const { valid, best } = alternatives(anyOf, check, true);
    if (valid === 0) fail('validate at least one schema (anyOf)');
    merge(result, best);
  }
  if (oneOf !== undefined && oneOf.length > 0) {
    const { valid, best } = alternatives(oneOf, check, false);
    if (valid !== 1) {
      const found = valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`;
      fail(`validate one and only one schema (oneOf). ${found}`);
    }
    if (valid < 2) merge(result, best);
  }
  if (allOf !== undefined && allOf.length > 0) {
    const outcomes = allOf.map(check);
    for (const each of outcomes) merge(result, each);
    const valid = outcomes.filter(isValid).length;
    if (valid !== outcomes.length) {
      const none = valid === 0 ? '. None validated' : '';
      fail(`validate all the schemas (allOf)${none}`);
    }
  }
  if (not !== undefined && isValid(check(not))) {
    fail('not validate the schema (not)');
  }
  return result;
}

/** How many hold, and the outcome to report: of the first that holds, else of the one that came nearest. */
function alternatives(
  schemas: readonly JsonSchema[],
  check: (schema: JsonSchema) => Outcome,
  stopAtFirst: boolean,
): { valid: number; best: Outcome } {
  let valid = 0;
  let best: Outcome | undefined;
  for (const schema of schemas) {
    const result = check(schema);
    if (isValid(result)) {
      if (valid === 0) best = result;
      valid += 1;
      if (stopAtFirst) break;
    } else if (valid === 0 && (best === undefined || result.matches > best.matches)) {
      best = result;
    }
  }
  return { valid, best: best ?? outcome() };
}
