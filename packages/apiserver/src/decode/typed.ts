import { type Definition, definitionOf, referenced } from '../openapi/definitions.ts';
import { isObject, type Json, type JsonObject, own, setOwn } from '../schema/json.ts';
import { timeProblem, wholeSeconds } from './go-time.ts';

/** A value that Go's decoder would refuse; the message is the decoder's. */
export class DecodeError extends Error {
  /** What the converter says of it that a strategic merge patch goes through, where others go through a decoder. */
  readonly converting: string;

  constructor(message: string, converting = `error decoding from json: ${message}`) {
    super(message);
    this.converting = converting;
  }
}

export interface Decoded {
  /** What a Go struct would hold and print again: unknown fields gone, nulls and empty values left out. */
  object: JsonObject;
  /** Paths of the fields that the type does not have: `spec.versions[0].foo`. */
  unknown: string[];
}

/** Where the decoder stands: the struct and the field path, which its messages name, and the path with indices. */
interface Place {
  struct: string;
  fields: string;
  path: string;
}

/**
 * Decodes a value as the Go type behind a definition, the way the API machinery decodes built-in objects and metadata.
 * @throws DecodeError `json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string`
 */
export function decodeTyped(definitionName: string, value: Json, path = ''): Decoded {
  const unknown: string[] = [];
  const object = decode({ $ref: `#/definitions/${definitionName}` }, value, { struct: '', fields: '', path }, unknown);
  return { object: isObject(object) ? object : {}, unknown };
}

/** Types whose definition does not say their shape: Go decodes them by hand. */
const handDecoded: Readonly<Record<string, (value: Json) => Definition | undefined>> = {
  JSON: () => undefined,
  FieldsV1: () => undefined,
  RawExtension: () => undefined,
  Patch: () => undefined,
  JSONSchemaPropsOrArray: (value) => (Array.isArray(value) ? { items: schemaProps } : schemaProps),
  JSONSchemaPropsOrBool: (value) => (typeof value === 'boolean' ? undefined : schemaProps),
  JSONSchemaPropsOrStringArray: (value) => (Array.isArray(value) ? undefined : schemaProps),
  IntOrString: (value) => (typeof value === 'number' || typeof value === 'string' ? undefined : { type: 'string' }),
};
const schemaProps: Definition = {
  $ref: '#/definitions/io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps',
};

function decode(definition: Definition, value: Json, place: Place, unknown: string[]): Json | undefined {
  if (value === null) return undefined;
  const reference = referenced(definition);
  if (reference !== undefined) {
    const name = reference.slice(reference.lastIndexOf('.') + 1);
    const shape = own(handDecoded, name);
    if (shape !== undefined) {
      const actual = shape(value);
      return actual === undefined ? value : decode(actual, value, place, unknown);
    }
    const target = definitionOf(reference);
    if (target.type !== 'object') return decode(target, value, place, unknown);
    if (!isObject(value)) throw mismatch(value, goType(definition), place);
    return decodeStruct(target, value, { ...place, struct: name }, unknown);
  }
  if (definition.items !== undefined) return decodeList(definition, definition.items, value, place, unknown);
  if (definition.additionalProperties !== undefined) {
    return decodeMap(definition, definition.additionalProperties, value, place, unknown);
  }
  return decodeScalar(definition, value, place);
}

function decodeStruct(definition: Definition, value: JsonObject, place: Place, unknown: string[]): JsonObject {
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const path = place.path === '' ? key : `${place.path}.${key}`;
    const field = own(definition.properties, key);
    if (field === undefined) {
      unknown.push(path);
      continue;
    }
    const fields = place.fields === '' ? key : `${place.fields}.${key}`;
    const decoded = decode(field, item, { struct: place.struct, fields, path }, unknown);
    if (decoded === undefined) continue;
    const isOptional = !isAny(field) && definition.required?.includes(key) !== true;
    if (isOptional && (isEmpty(key, decoded) || isEmptyMap(field, decoded))) continue;
    setOwn(result, key, decoded);
  }
  return result;
}

function decodeList(list: Definition, items: Definition, value: Json, place: Place, unknown: string[]): Json {
  if (!Array.isArray(value)) throw mismatch(value, goType(list), place);
  return value.map((item, index) => {
    const decoded = decode(items, item, { ...place, path: `${place.path}[${index}]` }, unknown);
    return decoded ?? zero(items);
  });
}

function decodeMap(map: Definition, values: Definition, value: Json, place: Place, unknown: string[]): Json {
  if (!isObject(value)) throw mismatch(value, goType(map), place);
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const decoded = decode(values, item, { ...place, path: `${place.path}.${key}` }, unknown);
    setOwn(result, key, decoded ?? zero(values));
  }
  return result;
}

function zero(definition: Definition): Json {
  if (definition.type === 'string') return '';
  if (definition.type === 'boolean') return false;
  return definition.type === 'integer' || definition.type === 'number' ? 0 : {};
}

/** Numbers and booleans that Go keeps by value and leaves out of JSON when they are zero; all others are pointers, or required. */
const omittedWhenZero = new Set([
  'count',
  'deprecated',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'generation',
  'healthCheckNodePort',
  'nodePort',
  'nullable',
  'preserveUnknownFields',
  'priority',
  'publishNotReadyAddresses',
  'uniqueItems',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
]);

/** Texts that Go keeps by pointer, and shows when they are empty: a lease that has been released has the holder "". */
const shownWhenEmpty = new Set([
  'appProtocol',
  'holderIdentity',
  'internalTrafficPolicy',
  'ipFamilyPolicy',
  'loadBalancerClass',
  'preferredHolder',
  'strategy',
]);

/** Any JSON is shown as it is: a default may be empty. */
function isAny(definition: Definition): boolean {
  return referenced(definition)?.endsWith('.JSON') === true;
}

/** Maps without entries are left out of JSON; structs are not. */
function isEmptyMap(definition: Definition, value: Json): boolean {
  return definition.additionalProperties !== undefined && isObject(value) && Object.keys(value).length === 0;
}

function isEmpty(key: string, value: Json): boolean {
  if ((value === 0 || value === false) && omittedWhenZero.has(key)) return true;
  if (value === '') return !shownWhenEmpty.has(key);
  return Array.isArray(value) ? value.length === 0 : false;
}

function decodeScalar(definition: Definition, value: Json, place: Place): Json {
  switch (definition.type) {
    case 'string':
      if (typeof value !== 'string') throw mismatch(value, goType(definition), place);
      return decodeText(definition, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch(value, 'bool', place);
      return value;
    case 'integer':
      if (typeof value !== 'number' || !isInteger(value, definition)) throw mismatch(value, goType(definition), place);
      return value;
    case 'number':
      if (typeof value !== 'number') throw mismatch(value, goType(definition), place);
      return value;
    default:
      return value;
  }
}

function isInteger(value: number, { format }: Definition): boolean {
  return Number.isInteger(value) && (format !== 'int32' || (value >= -(2 ** 31) && value < 2 ** 31));
}

function decodeText(definition: Definition, value: string): Json {
  if (definition.format === 'date-time') {
    const micro = definition.description?.startsWith('MicroTime') === true;
    const problem = timeProblem(micro ? 'microTime' : 'time', value);
    if (problem !== undefined) throw new DecodeError(problem, problem);
    return micro ? value : wholeSeconds(value);
  }
  if (definition.format === 'byte') {
    const wrong = value.search(/[^A-Za-z0-9+/=\r\n]/);
    const length = value.replace(/[\r\n]/g, '').length;
    if (wrong >= 0 || length % 4 !== 0 || !/^[^=]*={0,2}$/.test(value)) {
      throw new DecodeError(`illegal base64 data at input byte ${wrong >= 0 ? wrong : Math.floor(length / 4) * 4}`);
    }
  }
  return value;
}

function mismatch(value: Json, type: string, place: Place): DecodeError {
  const shown = typeof value === 'number' && /int/.test(type) ? `number ${value}` : jsonType(value);
  const target =
    place.fields === '' ? `value of type ${type}` : `struct field ${place.struct}.${place.fields} of type ${type}`;
  return new DecodeError(`json: cannot unmarshal ${shown} into Go ${target}`, conversionProblem(value, type));
}

function conversionProblem(value: Json, type: string): string {
  const from = dynamicType(value);
  if (type.startsWith('[]')) return `cannot restore slice from ${from}`;
  if (type.startsWith('map[')) return `cannot restore map from ${from}`;
  if (type.includes('.')) return `cannot restore struct from: ${from}`;
  return `cannot convert ${from} to ${type}`;
}

/** The Go type that JSON of no known type is decoded to. */
function dynamicType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'int64' : 'float64') : jsonType(value);
}

function jsonType(value: Json): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** The Go type of a field, as encoding/json names it. */
function goType(definition: Definition): string {
  const reference = referenced(definition);
  if (reference !== undefined) {
    const [version, name] = reference.split('.').slice(-2);
    return `${version}.${name}`;
  }
  if (definition.items !== undefined) return `[]${goType(definition.items)}`;
  if (definition.additionalProperties !== undefined) return `map[string]${goType(definition.additionalProperties)}`;
  switch (definition.type) {
    case 'boolean':
      return 'bool';
    case 'integer':
      return definition.format ?? 'int64';
    case 'number':
      return 'float64';
    default:
      return definition.format === 'byte' ? '[]uint8' : 'string';
  }
}
