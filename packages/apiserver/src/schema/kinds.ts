import { typeInvalid } from './cause.ts';
import { knownFormat } from './formats.ts';
import { goQuote } from './go-format.ts';
import type { Json } from './json.ts';
import type { Outcome, Place } from './outcome.ts';
import { failure, fieldOf, outcome } from './outcome.ts';
import type { JsonSchema } from './types.ts';

type Kind = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? 'integer' : 'number';
    default:
      return 'object';
  }
}

/** The types a schema admits; int-or-string is a type of its own. */
export function typesOf(schema: JsonSchema): readonly string[] {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  return schema.type === undefined || schema.type === '' ? [] : [schema.type];
}

/** The format as far as the server enforces it for the schema's type; '' otherwise. */
export function formatOf(schema: JsonSchema): string {
  const { format } = schema;
  if (format === undefined) return '';
  switch (schema['x-kubernetes-int-or-string'] === true ? 'int-or-string' : (schema.type ?? '')) {
    case '':
    case 'string':
      return knownFormat(format) ? format : '';
    case 'integer':
      return format === 'int32' || format === 'int64' ? format : '';
    case 'number':
      return format === 'float' || format === 'double' ? format : '';
    default:
      return '';
  }
}

/** kube-openapi's typeValidator: `spec.x in body must be of type integer: "string"`. */
export function checkType(schema: JsonSchema, value: Json, place: Place): Outcome {
  const types = typesOf(schema);
  const kind = kindOf(value);
  if (kind === 'null') {
    return types.length > 0 && schema.nullable !== true ? wrongType(place, types.join(), kind) : outcome(1);
  }
  const format = formatOf(schema);
  const admitted =
    types.includes(kind) ||
    (kind === 'integer' && types.includes('number')) ||
    (kind === 'number' && Number.isInteger(value) && types.includes('integer'));
  const isTextual = kind === 'string' || kind === 'array';
  if (!isTextual && format !== '' && !admitted) {
    return wrongType(place, format, { integer: 'int64', number: 'float64' }[String(kind)] ?? '');
  }
  // A formatted string is left to the format check; the server lets an array pass here as well.
  if (isTextual && format !== '' && !types.includes('number') && !types.includes('integer')) return outcome(1);
  return admitted ? outcome(1) : wrongType(place, types.join(), kind);
}

export function wrongType(place: Place, expected: string, actual: string): Outcome {
  const text = `${place.path} in body must be of type ${expected}: ${goQuote(actual)}`;
  return failure(text, typeInvalid(fieldOf(place), actual, text));
}
