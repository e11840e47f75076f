import { goJson, goNumber, goQuote } from './go-format.ts';
import type { Json } from './json.ts';
import type { Cause } from './types.ts';

/**
 * Field errors in the words of k8s.io/apimachinery `field.Error`: `Invalid value: "x": detail`.
 * A value of undefined is left out of the message, as for whole objects in CEL failures.
 */
export function invalid(field: string, value: Json | undefined, detail: string): Cause {
  return { reason: 'FieldValueInvalid', field, message: withDetail(`Invalid value${shown(value)}`, detail) };
}

/** The same, of a value as it is to be shown. */
export function invalidShown(field: string, value: string, detail: string): Cause {
  return { reason: 'FieldValueInvalid', field, message: withDetail(`Invalid value: ${value}`, detail) };
}

export function typeInvalid(field: string, value: Json, detail: string): Cause {
  return { reason: 'FieldValueTypeInvalid', field, message: `Invalid value${shown(value)}: ${detail}` };
}

export function required(field: string, detail = ''): Cause {
  return { reason: 'FieldValueRequired', field, message: withDetail('Required value', detail) };
}

export function forbidden(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) };
}

export function duplicate(field: string, value: Json | undefined): Cause {
  return { reason: 'FieldValueDuplicate', field, message: `Duplicate value${shown(value)}` };
}

export function notSupported(field: string, value: Json, supported: readonly Json[]): Cause {
  const values = supported.map((item) => goQuote(typeof item === 'string' ? item : goJson(item)));
  const detail = values.length === 0 ? '' : `supported values: ${values.join(', ')}`;
  return { reason: 'FieldValueNotSupported', field, message: withDetail(`Unsupported value${shown(value)}`, detail) };
}

export function tooLong(field: string, limit: number): Cause {
  const message = `Too long: may not be more than ${limit} ${limit === 1 ? 'byte' : 'bytes'}`;
  return { reason: 'FieldValueTooLong', field, message };
}

export function tooMany(field: string, actual: number, limit: number): Cause {
  const message = `Too many: ${actual}: must have at most ${limit} ${limit === 1 ? 'item' : 'items'}`;
  return { reason: 'FieldValueTooMany', field, message };
}

function shown(value: Json | undefined): string {
  switch (typeof value) {
    case 'undefined':
      return '';
    case 'string':
      return `: ${goQuote(value)}`;
    case 'number':
      return `: ${goNumber(value)}`;
    default:
      return `: ${goJson(value)}`;
  }
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`;
}
