import definitionsJson from '../../reference/definitions.json' with { type: 'json' };
import type { Json, JsonObject } from '../schema/json.ts';
import { isObject } from '../schema/json.ts';

/**
 * A type of the Kubernetes API as its OpenAPI v2 document describes it (`#/definitions/…`), with the extensions of Kubernetes.
 * Read from `reference/definitions.json`, which was taken from real servers (README, "Where the definitions come from").
 */
export interface Definition {
  description?: string;
  type?: string;
  format?: string;
  default?: Json;
  required?: string[];
  properties?: Record<string, Definition>;
  items?: Definition;
  additionalProperties?: Definition;
  $ref?: string;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-patch-strategy'?: string;
}

export type Definitions = Readonly<Record<string, Definition>>;

const prefix = '#/definitions/';

// The file's inferred type is that of its text, key by key; Definition is what all entries have in common.
export const definitions: Definitions = definitionsJson as unknown as Definitions;

export const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The definition's name that a reference names; undefined when it is no reference. */
export function referenced(definition: Definition): string | undefined {
  return definition.$ref?.startsWith(prefix) ? definition.$ref.slice(prefix.length) : undefined;
}

/** A definition by name. @throws Error for a name that is not there: a mistake of this package, never of a user. */
export function definitionOf(name: string): Definition {
  const found = definitions[name];
  if (found === undefined) throw new Error(`no definition ${name}`);
  return found;
}

/** Whether a group's version has such a kind. */
export function isKind(group: string, version: string, kind: string): boolean {
  return Object.values(definitions).some(({ 'x-kubernetes-group-version-kind': kinds }) =>
    kinds?.some((one) => one.group === group && one.version === version && one.kind === kind),
  );
}

/** All definitions that `names` reach, themselves included. */
export function reachable(names: readonly string[], pool: Definitions = definitions): string[] {
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const definition = pool[name];
    if (definition === undefined || seen.has(name)) return;
    seen.add(name);
    for (const next of references(definition as JsonObject)) walk(next);
  };
  for (const name of names) walk(name);
  return [...seen].sort();
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  const own = typeof value['$ref'] === 'string' ? [value['$ref'].slice(prefix.length)] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}
