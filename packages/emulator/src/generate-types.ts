/**
 * Writes TypeScript types of every action's parameters and answer from the reference, so that a handler which misspells a field does not
 * compile. `generated/actions.ts` holds the result; its test keeps it fresh.
 */
import type { ActionReference, FieldType, Reference } from './reference.ts';

export function actionTypes(reference: Reference): string {
  const entries = [...reference.actions.values()].map(
    (action) => `  '${action.key}': {\n    params: ${paramsType(action)};\n    answer: ${answerType(action)};\n  };`,
  );
  return [
    '/** Made from reference/api.json by generate-types.ts; do not edit. npm run generate makes it again. */',
    'export interface Actions {',
    ...entries,
    '}',
    '',
  ].join('\n');
}

function paramsType(action: ActionReference): string {
  return objectType(action.params, (field) => field.required);
}

function answerType(action: ActionReference): string {
  const root = action.answer['(root)'];
  if (root !== undefined) return typeOf(root, ' | undefined');
  const { RequestId: _, ...fields } = action.answer; // every RPC answer has it; the edge adds it
  const type = objectType(fields, () => false, ' | undefined');
  return action.answerIsList ? `Array<${type}>` : type;
}

/** `absent` is ` | undefined` in answers, where a field that is undefined is simply not sent. */
function objectType(
  fields: Readonly<Record<string, FieldType>>,
  required: (field: FieldType) => boolean,
  absent = '',
): string {
  const members = Object.entries(fields).map(([name, field]) => {
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    return required(field) ? `${key}: ${typeOf(field)}` : `${key}?: ${typeOf(field, absent)}${absent}`;
  });
  return members.length === 0 ? 'Record<never, never>' : `{ ${members.join('; ')} }`;
}

function typeOf(field: FieldType, absent = ''): string {
  switch (field.kind) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    case 'map':
      return 'Record<string, unknown>';
    case 'array':
      return `Array<${field.items === undefined ? 'unknown' : typeOf(field.items, absent)}>`;
    case 'object':
      return field.fields === undefined ? 'Record<string, unknown>' : objectType(field.fields, () => false, absent);
  }
}
