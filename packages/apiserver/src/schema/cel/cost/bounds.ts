import type { JsonSchema } from '../../types.ts';
import { escapeName } from '../names.ts';
import { propertiesOf } from '../resource-fields.ts';

/** How large the values of a schema can be, as far as the schema and the size of a request tell. */
export interface Bounds {
  /** Bytes of a string, items of an array, entries of a map; 0 for anything else. */
  largest: number;
  /** Bytes of the smallest value in JSON. */
  smallest: number;
  /** Of objects, by the names that rules have for them. */
  fields?: ReadonlyMap<string, Bounds>;
  /** Of maps. */
  key?: Bounds;
  /** Of arrays and maps. */
  item?: Bounds;
}

/** Bytes of the largest request that the estimate reckons with. */
export const MAX_REQUEST = 3 * 1024 * 1024;

const anyString = MAX_REQUEST - 2;
const text: Bounds = { largest: 0, smallest: 2 };

/** Undefined for what rules cannot see. After k8s.io/apiserver/pkg/cel/common, SchemaDeclType (1.36). */
export function boundsOf(schema: JsonSchema, isResource: boolean): Bounds | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return { largest: schema.maxLength === undefined ? anyString : 4 * limit(schema.maxLength), smallest: 1 };
  }
  switch (schema.type) {
    case 'boolean':
      return { largest: 0, smallest: 4 };
    case 'integer':
    case 'number':
      return { largest: 0, smallest: 1 };
    case 'string':
      return ofString(schema);
    case 'array': {
      const item = schema.items && boundsOf(schema.items, isEmbedded(schema.items));
      if (item === undefined) return undefined;
      const largest = schema.maxItems ?? Math.floor((MAX_REQUEST - 2) / (item.smallest + 1));
      return { largest: limit(largest), smallest: 2, item };
    }
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? ofMap(schema, schema.additionalProperties)
        : ofObject(schema, isResource);
    default:
      return undefined;
  }
}

function ofString({ format = '', maxLength, enum: values = [] }: JsonSchema): Bounds {
  switch (format) {
    case 'byte':
      return { largest: maxLength === undefined ? anyString : limit(maxLength), smallest: 2 };
    case 'duration':
      return { largest: 32, smallest: 3 };
    case 'date':
      return { largest: 12, smallest: 12 };
    case 'date-time':
      return { largest: 32, smallest: 21 };
    default: {
      if (maxLength !== undefined) return { largest: 4 * limit(maxLength), smallest: 2 };
      const lengths = values.map((value) => (typeof value === 'string' ? Buffer.byteLength(value) : 0));
      return { largest: lengths.length > 0 ? Math.max(...lengths) : anyString, smallest: 2 };
    }
  }
}

function ofMap({ maxProperties }: JsonSchema, values: JsonSchema): Bounds | undefined {
  const item = boundsOf(values, isEmbedded(values));
  if (item === undefined) return undefined;
  const largest = maxProperties ?? Math.floor((MAX_REQUEST - 2) / (item.smallest + 6));
  return { largest: limit(largest), smallest: 2, key: text, item };
}

function ofObject(schema: JsonSchema, isResource: boolean): Bounds {
  const fields = new Map<string, Bounds>();
  let smallest = 2;
  for (const [name, property] of Object.entries(propertiesOf(schema, isResource))) {
    const bounds = boundsOf(property, isEmbedded(property));
    if (bounds === undefined) continue;
    const escaped = escapeName(name);
    if (escaped !== undefined) fields.set(escaped, bounds);
    if (schema.required?.includes(name) === true && property.default === undefined) {
      smallest += Buffer.byteLength(name) + bounds.smallest + 4;
    }
  }
  return { largest: 0, smallest, fields };
}

function isEmbedded(schema: JsonSchema): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function limit(length: number): number {
  return Math.max(0, length);
}
