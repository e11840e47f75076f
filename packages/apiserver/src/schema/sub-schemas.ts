import type { JsonSchema } from './types.ts';

type SubSchemaKind = 'items' | 'properties' | 'additionalProperties' | 'allOf' | 'anyOf' | 'oneOf' | 'not';

interface SubSchema {
  schema: JsonSchema;
  field: string;
  kind: SubSchemaKind;
  /** The property's name, for properties. */
  name: string;
}

/** The schemas directly inside a schema, each with its field: `….properties[spec]`, `….allOf[0]`. */
export function subSchemas(schema: JsonSchema, path: string): SubSchema[] {
  const { items, properties, additionalProperties, not } = schema;
  const found: SubSchema[] = [];
  const put = (kind: SubSchemaKind, field: string, child: JsonSchema | undefined, name = ''): void => {
    if (child !== undefined) found.push({ schema: child, field: fieldOfSchema(path, field), kind, name });
  };
  put(
    'additionalProperties',
    'additionalProperties',
    typeof additionalProperties === 'object' ? additionalProperties : undefined,
  );
  for (const [name, property] of Object.entries(properties ?? {})) {
    put('properties', `properties[${name}]`, property, name);
  }
  put('not', 'not', not);
  for (const kind of ['allOf', 'oneOf', 'anyOf'] as const) {
    for (const [index, child] of (schema[kind] ?? []).entries()) put(kind, `${kind}[${index}]`, child);
  }
  put('items', 'items', items);
  return found;
}

export function fieldOfSchema(path: string, child: string): string {
  return path === '' ? child : `${path}.${child}`;
}
