/** Holds an answer, as it came over the wire, against the SDK's model of it. */
import type { Model, ModelType } from './sdk.ts';

/** Paths such as `Vpcs.Vpc[].Status`, each once. */
export interface Differences {
  /** The SDK would drop them. */
  readonly unknown: string[];
  /** The SDK's user would find them undefined. */
  readonly missing: string[];
}

export function againstModel(raw: unknown, type: ModelType): Differences {
  const unknown = new Set<string>();
  const missing = new Set<string>();
  compare(raw, type, '', { unknown, missing });
  return { unknown: [...unknown], missing: [...missing] };
}

type Found = { readonly [K in keyof Differences]: Set<string> };

function compare(value: unknown, type: ModelType, path: string, found: Found): void {
  if (typeof type === 'string') {
    if (type !== 'any' && typeof value !== type) found.unknown.add(`${path} (a ${typeof value}, not a ${type})`);
  } else if (isModel(type)) {
    compareMembers(isRecord(value) ? value : {}, type, path, found);
  } else if (type.type === 'array') {
    const items: unknown[] = Array.isArray(value) ? value : [];
    for (const item of items) compare(item, type.itemType, `${path}[]`, found);
  }
}

function compareMembers(value: Readonly<Record<string, unknown>>, model: Model, path: string, found: Found): void {
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  const types = model.types();
  const byWireName = new Map(Object.entries(model.names()).map(([name, wire]) => [wire, types[name] ?? 'any']));
  for (const [name, type] of byWireName) {
    if (value[name] === undefined) found.missing.add(inside(name));
    else compare(value[name], type, inside(name), found);
  }
  for (const name of Object.keys(value)) if (!byWireName.has(name)) found.unknown.add(inside(name));
}

function isModel(type: Exclude<ModelType, string>): type is Model {
  return typeof type === 'function';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
