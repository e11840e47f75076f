import { own } from '../json.ts';
import type { JsonSchema } from '../types.ts';

/**
 * Reads a rule's `fieldPath`: a simple JSON path of fields and map keys, `.spec.size` or `['a.b'].c`, that the schema has.
 * Gives the path as causes append it, without the leading dot.
 */
export function fieldPathOf(schema: JsonSchema, text: string): { path: string } | { problem: string } {
  let node: JsonSchema | undefined = schema;
  let path = '';
  let rest = text;
  while (rest !== '') {
    const step = /^\.([^.[\]]+)/.exec(rest) ?? /^\['((?:[^'\\]|\\.)*)'\]/.exec(rest);
    if (step === null) return { problem: `expected [ or . but got: ${rest}` };
    const name = (step[1] ?? '').replace(/\\(.)/g, '$1');
    const next = stepInto(node, name);
    if (next === undefined) return { problem: 'does not refer to a valid field' };
    path += next.isKey ? `[${name}]` : path === '' ? name : `.${name}`;
    node = next.schema;
    rest = rest.slice(step[0].length);
  }
  return { path };
}

function stepInto(
  schema: JsonSchema | undefined,
  name: string,
): { schema: JsonSchema | undefined; isKey: boolean } | undefined {
  const property = own(schema?.properties, name);
  if (property !== undefined) return { schema: property, isKey: false };
  const { additionalProperties, properties } = schema ?? {};
  if (properties !== undefined || additionalProperties === undefined || additionalProperties === false) {
    return undefined;
  }
  return { schema: typeof additionalProperties === 'object' ? additionalProperties : undefined, isKey: true };
}
