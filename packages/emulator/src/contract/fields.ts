/** Holds an answer against the reference: which fields are missing, which it does not know, which are of another type. */
import type { ActionReference, FieldType } from '../reference.ts';

/** Paths such as `Vpcs.Vpc[].Status`, each once. */
export interface Differences {
  readonly missing: string[];
  readonly unknown: string[];
  readonly mistyped: string[];
}

export function differences(action: ActionReference, answer: unknown): Differences {
  const found = { missing: new Set<string>(), unknown: new Set<string>(), mistyped: new Set<string>() };
  const root = action.answer['(root)'];
  if (root !== undefined) compare(answer, root, '(root)', found);
  else if (action.answerIsList) {
    compare(answer, { ...plain, kind: 'array', items: { ...plain, kind: 'object', fields: action.answer } }, '', found);
  } else compare(answer, { ...plain, kind: 'object', fields: action.answer }, '', found);
  return { missing: [...found.missing], unknown: [...found.unknown], mistyped: [...found.mistyped] };
}

const plain = { required: false, where: 'query' } as const;

type Found = { readonly [K in keyof Differences]: Set<string> };

function compare(value: unknown, field: FieldType, path: string, found: Found): void {
  switch (field.kind) {
    case 'array':
      if (!Array.isArray(value)) found.mistyped.add(path);
      else if (value.length === 0 && field.items?.fields !== undefined) found.missing.add(`${path}[]`);
      else if (field.items !== undefined) {
        for (const item of value) compare(item, field.items, `${path}[]`, found);
      }
      return;
    case 'object':
    case 'map':
      if (!isRecord(value)) found.mistyped.add(path);
      else if (field.fields !== undefined) compareMembers(value, field.fields, path, found);
      return;
    case 'integer':
      if (!Number.isInteger(value)) found.mistyped.add(path);
      return;
    default:
      if (typeof value !== field.kind) found.mistyped.add(path);
  }
}

function compareMembers(
  value: Record<string, unknown>,
  fields: Readonly<Record<string, FieldType>>,
  path: string,
  found: Found,
): void {
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  for (const [name, field] of Object.entries(fields)) {
    if (value[name] === undefined) found.missing.add(inside(name));
    else compare(value[name], field, inside(name), found);
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name) && value[name] !== undefined) found.unknown.add(inside(name));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
