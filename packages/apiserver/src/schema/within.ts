import { isObject } from './json.ts';
import type { JsonSchema } from './types.ts';

/** Whether a schema or one below it `has` something. Remembered for each: objects are walked at every write, and most schemas have little. */
export function within(has: (schema: JsonSchema) => boolean): (schema: JsonSchema) => boolean {
  const known = new WeakMap<JsonSchema, boolean>();
  return (schema) => {
    let answer = known.get(schema);
    if (answer === undefined) known.set(schema, (answer = [...below(schema)].some(has)));
    return answer;
  };
}

/** The schema and all that a value of it is judged by; a schema may contain itself. */
function below(root: JsonSchema): Set<JsonSchema> {
  const found = new Set([root]);
  for (const { items, additionalProperties, properties = {} } of found) {
    for (const child of [items, additionalProperties, ...Object.values(properties)]) {
      if (isObject(child)) found.add(child);
    }
  }
  return found;
}
