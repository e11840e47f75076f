import { invalid, notSupported, tooLong } from './cause.ts';
import { matchesFormat } from './formats.ts';
import { goJson, goNumber } from './go-format.ts';
import type { Json } from './json.ts';
import { equal } from './json.ts';
import { formatOf, wrongType } from './kinds.ts';
import type { Outcome, Place } from './outcome.ts';
import { add, addUnplaced, failure, fieldOf, outcome } from './outcome.ts';
import { patternOf } from './pattern.ts';
import type { JsonSchema } from './types.ts';

/** Length and pattern; the first that fails is the only one reported. Lengths count characters, not bytes. */
export function checkString(schema: JsonSchema, value: string, place: Place): Outcome {
  const { maxLength, minLength, pattern } = schema;
  // A string has no more characters than units, and no less than half of them.
  if (maxLength !== undefined && value.length > maxLength && [...value].length > maxLength) {
    const text = `${place.path} in body should be at most ${maxLength} chars long`;
    return failure(text, tooLong(fieldOf(place), maxLength));
  }
  if (minLength !== undefined && value.length < 2 * minLength && [...value].length < minLength) {
    const text = `${place.path} in body should be at least ${minLength} chars long`;
    return failure(text, invalid(fieldOf(place), value, text));
  }
  if (pattern === undefined || pattern === '') return outcome();
  const compiled = patternOf(schema, pattern);
  if ('matches' in compiled && compiled.matches(value)) return outcome();
  const shown = 'matches' in compiled ? pattern : `${pattern}, but pattern is invalid: ${compiled.problem}`;
  const text = `${place.path} in body should match '${shown}'`;
  return failure(text, invalid(fieldOf(place), value, text));
}

export function checkFormat(schema: JsonSchema, value: string, place: Place): Outcome {
  const format = formatOf(schema);
  return matchesFormat(format, value) ? outcome() : wrongType(place, format, value);
}

/**
 * Bounds of a number; all that fail are reported. Whole numbers are held to the whole part of a bound, and a bound that
 * the type could not hold is itself reported: so the server has it.
 */
export function checkNumber(schema: JsonSchema, value: number, place: Place): Outcome {
  const result = outcome(1);
  const fail = (rule: string): void => {
    const text = `${place.path} in body should be ${rule}`;
    add(result, text, invalid(fieldOf(place), value, text));
  };
  /** The bound as the value is compared with it. */
  const bound = (limit: number, name: string): number => {
    const fits = checkRange(schema, limit, name, place, result);
    return fits && Number.isInteger(value) ? Math.trunc(limit) : limit;
  };
  checkRange(schema, value, 'Checked', place, result);
  if (schema.multipleOf !== undefined) {
    const factor = bound(schema.multipleOf, 'MultipleOf');
    if (factor <= 0) {
      const text = `factor MultipleOf declared for ${place.path} must be positive: ${goNumber(factor)}`;
      add(result, text, invalid(fieldOf(place), factor, text));
    } else if (!isMultiple(value, factor)) fail(`a multiple of ${goNumber(factor)}`);
  }
  if (schema.minimum !== undefined) {
    const minimum = bound(schema.minimum, 'Minimum boundary');
    const isExclusive = schema.exclusiveMinimum === true;
    if (isExclusive ? value <= minimum : value < minimum) {
      fail(`greater than ${isExclusive ? '' : 'or equal to '}${goNumber(minimum)}`);
    }
  }
  if (schema.maximum !== undefined) {
    const maximum = bound(schema.maximum, 'Maximum boundary');
    const isExclusive = schema.exclusiveMaximum === true;
    if (isExclusive ? value >= maximum : value > maximum) {
      fail(`less than ${isExclusive ? '' : 'or equal to '}${goNumber(maximum)}`);
    }
  }
  return result;
}

/** Whether a number fits the schema's type and format; what does not is reported as `name`. */
function checkRange(schema: JsonSchema, value: number, name: string, place: Place, result: Outcome): boolean {
  if (!isOutOfRange(schema, value)) return true;
  const format = formatOf(schema);
  const type = schema.type ?? '';
  const kind = format === '' ? `${type} (default format)` : `${type} with format ${format}`;
  addUnplaced(result, place, `${name} value must be of type ${kind} in ${place.path}`);
  return false;
}

function isOutOfRange(schema: JsonSchema, value: number): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) return false;
  if (schema.type === 'integer') {
    const limit = schema.format === 'int32' ? 2 ** 31 : 2 ** 63;
    return !Number.isInteger(value) || value >= limit || value < -limit;
  }
  return schema.type === 'number' && schema.format === 'float' && !Number.isFinite(Math.fround(value));
}

function isMultiple(value: number, factor: number): boolean {
  const ratio = factor < 1 ? (1 / factor) * value : value / factor;
  return Math.abs(ratio - Math.round(ratio)) <= 1e-9 * Math.max(1, Math.abs(ratio));
}

/** The server never finds null among the values, not even when it is listed. */
export function checkEnum(schema: JsonSchema, value: Json, place: Place): Outcome {
  const values = schema.enum ?? [];
  if (values.length === 0 || (value !== null && values.some((item) => equal(item, value)))) return outcome();
  const text = `${place.path} in body should be one of ${goJson(values)}`;
  return failure(text, notSupported(fieldOf(place), value, values));
}
