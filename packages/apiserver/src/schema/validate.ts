import { checkCombinations } from './combinations.ts';
import type { CheckChild } from './containers.ts';
import { checkArray, checkObject } from './containers.ts';
import type { Former } from './correlate.ts';
import { correlate, isSame } from './correlate.ts';
import { checkEmbedded } from './embedded.ts';
import type { Json } from './json.ts';
import { isObject } from './json.ts';
import { checkType, formatOf, typesOf } from './kinds.ts';
import { checkLists } from './lists.ts';
import type { Outcome } from './outcome.ts';
import { isValid, merge, outcome } from './outcome.ts';
import { checkEnum, checkFormat, checkNumber, checkString } from './scalars.ts';
import type { Cause, JsonSchema } from './types.ts';

/**
 * What is wrong with a value by its schema, in the server's words and paths; CEL rules are apart (`validateRules`).
 * `path` is where the value stands, for values that are no whole object. Given the object's former state, faults in
 * what did not change are let pass, as the server has it since 1.33 ("ratcheting").
 */
export function validate(schema: JsonSchema, value: Json, path = '', former?: Json): Cause[] {
  const causes = checkSchema(schema, value, path, former);
  causes.push(...checkEmbedded(schema, value, path));
  const repeated = checkLists(schema, value, path);
  const isNew = repeated.length > 0 && (former === undefined || checkLists(schema, former, path).length === 0);
  return isNew ? [...causes, ...repeated] : causes;
}

/** The OpenAPI part of `validate` alone. */
function checkSchema(schema: JsonSchema, value: Json, prefix: string, former?: Json): Cause[] {
  return [...check(schema, value, '', prefix, former).causes.values()];
}

function check(schema: JsonSchema, value: Json, path: string, prefix: string, former: Former): Outcome {
  const place = { path, prefix };
  if (value === null) {
    const result = checkType(schema, value, place);
    merge(result, checkEnum(schema, value, place));
    return result;
  }
  const result = outcome(1);
  const apply = (part: Outcome): void => {
    merge(result, part);
    result.matches += 1;
  };
  const formerOf = correlate(schema, value, former);
  const checkChild: CheckChild = (child, item, childPath, key) => {
    const old = formerOf(key);
    const judged = check(child, item, childPath, prefix, old);
    const tolerated = old !== undefined && !isValid(judged) && isSame(child, item, old);
    return tolerated ? outcome(judged.matches) : judged;
  };

  if (typesOf(schema).length > 0 || formatOf(schema) !== '') apply(checkType(schema, value, place));
  apply(checkCombinations(schema, place, (alternative) => check(alternative, value, path, prefix, former)));
  if (typeof value === 'string') {
    apply(checkString(schema, value, place));
    if (formatOf(schema) !== '') apply(checkFormat(schema, value, place));
  }
  if (typeof value === 'number') apply(checkNumber(schema, value, place));
  if (Array.isArray(value)) apply(checkArray(schema, value, place, checkChild));
  apply(checkEnum(schema, value, place));
  if (isObject(value)) apply(checkObject(schema, value, place, checkChild));
  return result;
}
