/** From zod to the structural OpenAPI v3 schema that a CustomResourceDefinition takes. */
import * as z from 'zod';

/** The part of Kubernetes' JSONSchemaProps that our schemas use. */
export interface StructuralSchema {
  description?: string;
  type: 'object' | 'array' | 'string' | 'integer';
  format?: string;
  enum?: readonly string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  minItems?: number;
  maxItems?: number;
  items?: StructuralSchema;
  properties?: Record<string, StructuralSchema>;
  required?: readonly string[];
  'x-kubernetes-list-type'?: 'atomic' | 'map';
  'x-kubernetes-list-map-keys'?: readonly string[];
}

/** In the order in which a reader wants them. */
const keywords = [
  'description',
  'type',
  'format',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'minItems',
  'maxItems',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'items',
  'required',
  'properties',
] as const satisfies (keyof StructuralSchema)[];

/**
 * The structural schema of a zod schema, with every reference inlined.
 *
 * @throws Error when the zod schema says something that is not in {@link StructuralSchema}: better here than in a cluster.
 */
export function structuralSchema(schema: z.ZodType): StructuralSchema {
  return z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io: 'input', // no `additionalProperties: false`, which a structural schema may not have beside `properties`
    reused: 'inline',
    override: ({ jsonSchema }) => tidy(jsonSchema),
    // Every keyword is checked against the interface by `tidy`; that their values fit is zod's promise.
  }) as StructuralSchema;
}

/** Refuses what is not ours to say, and puts the rest in order. zod asks for a change in place. */
function tidy(json: Record<string, unknown>): void {
  // zod bounds every integer by what a JavaScript number holds; the format says what it is.
  if (json['maximum'] === Number.MAX_SAFE_INTEGER) delete json['maximum'];
  const given = { ...json };
  for (const keyword of Object.keys(json)) delete json[keyword];
  for (const keyword of keywords) {
    if (given[keyword] !== undefined) json[keyword] = given[keyword];
    delete given[keyword];
  }
  const unknown = Object.keys(given);
  if (unknown.length > 0) throw new Error(`A schema that becomes a CRD may not use ${unknown.join(', ')}`);
}
