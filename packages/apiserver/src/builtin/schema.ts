import { type Definition, definitionOf, referenced } from '../openapi/definitions.ts';
import type { JsonSchema } from '../schema/types.ts';

/**
 * The schema of a built-in kind with its references put in place, for what works on schemas (field management, merging).
 * A type that contains itself, as JSONSchemaProps does, becomes a schema that contains itself: walk it along a value only.
 */
export function schemaOf(definitionName: string): JsonSchema {
  return resolve({ $ref: `#/definitions/${definitionName}` }, new Map());
}

function resolve(definition: Definition, seen: Map<string, JsonSchema>): JsonSchema {
  const reference = referenced(definition);
  if (reference === undefined) return fill({}, definition, seen);
  const known = seen.get(reference);
  if (known !== undefined) return known;
  const schema: JsonSchema = {};
  seen.set(reference, schema);
  return fill(schema, definitionOf(reference), seen);
}

function fill(schema: JsonSchema, definition: Definition, seen: Map<string, JsonSchema>): JsonSchema {
  const { properties, items, additionalProperties, description: _description, ...rest } = definition;
  // An IntOrString says `type: string`; what it holds may be a number.
  if (rest.format === 'int-or-string') return Object.assign(schema, { 'x-kubernetes-int-or-string': true });
  Object.assign(schema, rest);
  if (properties !== undefined) {
    schema.properties = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, resolve(value, seen)]),
    );
  }
  if (items !== undefined) schema.items = resolve(items, seen);
  if (additionalProperties !== undefined) schema.additionalProperties = resolve(additionalProperties, seen);
  if (
    schema.type === undefined ||
    (schema.type === 'object' && properties === undefined && additionalProperties === undefined)
  ) {
    schema['x-kubernetes-preserve-unknown-fields'] = true;
  }
  return schema;
}
