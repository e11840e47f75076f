import { type Environment, evaluate } from '@marcbachmann/cel-js';
import type { Json, JsonObject } from '../json.ts';
import { isObject, own } from '../json.ts';
import type { JsonSchema } from '../types.ts';
import type { ObjectType } from './check/checker.ts';
import { parseType } from './check/type.ts';
import { toTimestamp } from './functions/conversions.ts';
import { registerNull } from './functions/nulls.ts';
import { escapeName } from './names.ts';
import { propertiesOf } from './resource-fields.ts';
import { same } from './same.ts';

/** A CEL type read off a schema: its name in the environment, and how a JSON value becomes a value of it. */
export interface Declared {
  name: string;
  convert(value: Json): unknown;
}

/**
 * Declares a schema's type, with all it contains, in `environment`. A resource has its kind and its metadata's names in any case.
 * `objects` has the types of objects, by their names in the environment.
 */
export function declare(
  environment: Environment,
  schema: JsonSchema,
  isResource: boolean,
): { self: Declared; objects: ReadonlyMap<string, ObjectType> } {
  const objects = new Map<string, ObjectType>();

  const read = (node: JsonSchema, resource: boolean, path: string): Declared => {
    if (node['x-kubernetes-int-or-string'] === true) return dynamic;
    switch (node.type) {
      case 'boolean':
        return { name: 'bool', convert: (value) => value };
      case 'integer':
        return { name: 'int', convert: (value) => (typeof value === 'number' ? BigInt(Math.trunc(value)) : value) };
      case 'number':
        return { name: 'double', convert: (value) => value };
      case 'string':
        return stringType(node.format ?? '');
      case 'array': {
        const item = node.items === undefined ? dynamic : read(node.items, isEmbedded(node.items), `${path}.@idx`);
        const convert = (value: Json): unknown => (Array.isArray(value) ? value.map(item.convert) : value);
        return { name: `list<${item.name}>`, convert };
      }
      default:
        return readObject(node, resource, path);
    }
  };

  const readObject = (node: JsonSchema, resource: boolean, path: string): Declared => {
    if (typeof node.additionalProperties === 'object') {
      const item = read(node.additionalProperties, isEmbedded(node.additionalProperties), `${path}.@elem`);
      const convert = (value: Json): unknown =>
        isObject(value) ? new Map(Object.entries(value).map(([key, entry]) => [key, item.convert(entry)])) : value;
      return { name: `map<string, ${item.name}>`, convert };
    }
    const properties = propertiesOf(node, resource);
    if (Object.keys(properties).length === 0) return dynamic;
    const fields = new Map<string, Declared>();
    for (const [key, property] of Object.entries(properties)) {
      fields.set(key, read(property, isEmbedded(property), `${path}.${key}`));
    }
    return struct(fields, path);
  };

  const struct = (fields: Map<string, Declared>, path: string): Declared => {
    const name = `Object${objects.size + 1}`;
    const Struct = class {};
    const named = [...fields].flatMap(([key, type]): [string, string][] => {
      const escaped = escapeName(key);
      return escaped === undefined ? [] : [[escaped, type.name]];
    });
    objects.set(name, { shownAs: path, fields: new Map(named.map(([field, type]) => [field, parseType(type)])) });
    environment.registerType(name, { ctor: Struct, fields: Object.fromEntries(named) });
    environment.registerOperator(`${name} == ${name}`, same);
    registerNull(environment, name);
    return { name, convert: (value) => (isObject(value) ? fill(new Struct(), fields, value) : value) };
  };

  // A real server puts a random number behind the first part.
  return { self: read(schema, isResource, 'selfType1'), objects };
}

/** Null fields are left out: to a rule they are absent, as the server has it. */
function fill(target: object, fields: Map<string, Declared>, value: JsonObject): object {
  for (const [key, type] of fields) {
    const item = own(value, key);
    const name = escapeName(key);
    if (item === undefined || item === null || name === undefined) continue;
    Object.defineProperty(target, name, { value: type.convert(item), enumerable: true });
  }
  return target;
}

function isEmbedded(schema: JsonSchema): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

const dynamic: Declared = { name: 'dyn', convert: toDynamic };

/** What no schema describes: whole numbers are ints, as in JSON decoded by Go. */
function toDynamic(value: Json): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toDynamic);
  return isObject(value) ? new Map(Object.entries(value).map(([key, item]) => [key, toDynamic(item)])) : value;
}

function stringType(format: string): Declared {
  switch (format) {
    case 'byte':
      return { name: 'bytes', convert: (value) => (typeof value === 'string' ? Buffer.from(value, 'base64') : value) };
    case 'date':
    case 'date-time':
      return {
        name: 'google.protobuf.Timestamp',
        convert: (value) => (typeof value === 'string' ? toTimestamp(value) : value),
      };
    case 'duration':
      return {
        name: 'google.protobuf.Duration',
        convert: (value) => (typeof value === 'string' ? toDuration(value) : value),
      };
    default:
      return { name: 'string', convert: (value) => value };
  }
}

/** The library's own type for durations has no public constructor, but its expressions do. */
function toDuration(value: string): unknown {
  try {
    const duration: unknown = evaluate(`duration(${JSON.stringify(value)})`);
    return duration;
  } catch {
    return value; // Scala's forms, which CEL has not: a rule that touches one fails, as a type error.
  }
}
