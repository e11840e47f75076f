import { forbidden, invalid } from './cause.ts';
import { validateValueRules } from './cel/rules.ts';
import { checkRules } from './check-rules.ts';
import type { Json } from './json.ts';
import { clone, equal, isDeeper, isObject } from './json.ts';
import { checkKeywords } from './keywords.ts';
import { pruneValue } from './prune.ts';
import { checkStructure } from './structure.ts';
import { fieldOfSchema, subSchemas } from './sub-schemas.ts';
import type { Cause, JsonSchema } from './types.ts';
import { validate } from './validate.ts';

/** Levels a schema may nest, counted in JSON: every walk over a value goes as deep as its schema. */
const MAX_SCHEMA_DEPTH = 300;

/**
 * What keeps a schema from being a CustomResourceDefinition's (`path` is where it stands in there): it must be structural,
 * its defaults valid and pruned, its list maps sound, without keywords the server does not serve, and its CEL rules must compile.
 */
export function checkStructural(schema: JsonSchema, path: string): Cause[] {
  // JSONSchemaProps has undefined where JSON has nothing, which a depth does not mind.
  if (isDeeper(schema as unknown as Json, MAX_SCHEMA_DEPTH)) {
    return [forbidden(path, `must not nest deeper than ${MAX_SCHEMA_DEPTH} levels`)];
  }
  const structure = checkStructure(schema, path);
  const causes = structure.length > 0 ? structure : checkDefaults(schema, path, false);
  if (schema.nullable === true) {
    causes.push(forbidden(fieldOfSchema(path, 'nullable'), 'nullable cannot be true at the root'));
  }
  causes.push(...checkKeywords(schema, path));
  return causes.length > 0 ? causes : checkRules(schema, path);
}

/** Defaults must be what the server would store: no unknown fields, and valid by their own schema and its rules. */
function checkDefaults(schema: JsonSchema, path: string, insideMetadata: boolean): Cause[] {
  const causes: Cause[] = [];
  if (schema.default !== undefined && schema.default !== null && !insideMetadata) {
    causes.push(...checkDefault(schema, schema.default, `${path}.default`));
  }
  for (const { schema: child, field, kind } of subSchemas(schema, path)) {
    if (kind === 'properties' || kind === 'items') causes.push(...checkDefaults(child, field, insideMetadata));
  }
  return causes;
}

function checkDefault(schema: JsonSchema, preset: Json, field: string): Cause[] {
  const pruned = clone(preset);
  pruneValue(schema, pruned);
  const unknown =
    isObject(preset) && !equal(pruned, preset) ? [invalid(field, preset, 'must not have unknown fields')] : [];
  const causes = [...unknown, ...validate(schema, preset, field)];
  return causes.length > 0 ? causes : validateValueRules(schema, preset, field);
}
