import { goPlain } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { clone, equal, isDeeper, isObject, own, setOwn } from '../schema/json.ts';
import { inOrder, isIn, withoutKey } from './element-order.ts';
import { decodeError, PatchError } from './error.ts';
import type { MergeSchema } from './resource.ts';
import { objectMeta } from './resource.ts';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_PREFIX = '$deleteFromPrimitiveList/';
const ORDER_PREFIX = '$setElementOrder/';

/**
 * Strategic merge, as the server does it for built-in kinds: lists whose schema says `x-kubernetes-patch-strategy: merge`
 * merge by their `x-kubernetes-patch-merge-key` (or as sets), all others are replaced; `$patch`, `$retainKeys`,
 * `$deleteFromPrimitiveList/…` and `$setElementOrder/…` direct it. The document is left as it is.
 *
 * @throws PatchError 400 for a patch or directive of the wrong form, 500 for one that cannot be followed, as the real server has it.
 */
export function strategicMerge(document: JsonObject, patch: Json, kindMeta: MergeSchema): JsonObject {
  if (!isObject(patch)) throw decodeError(patch, 'map[string]interface {}', '');
  if (isDeeper(patch)) throw new PatchError(422, 'the patch nests too deep');
  return mergeMap(clone(document), clone(patch), {
    ...kindMeta,
    properties: { ...kindMeta.properties, metadata: objectMeta },
  });
}

/** Works in place on both: the caller gives copies. */
function mergeMap(original: JsonObject, patch: JsonObject, schema: MergeSchema | undefined): JsonObject {
  const directive = own(patch, DIRECTIVE);
  if (directive !== undefined) {
    if (directive === 'replace') return withoutKey(patch, DIRECTIVE);
    if (directive === 'delete') return {};
    throw badDirective(directive, patch);
  }
  retainKeys(original, patch);
  orderElements(original, patch, schema);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_PREFIX)) deleteFromList(original, key.slice(DELETE_PREFIX.length), value);
    else mergeField(original, key, value, fieldOf(schema, key));
  }
  return original;
}

function mergeField(original: JsonObject, key: string, value: Json, schema: MergeSchema | undefined): void {
  const present = own(original, key);
  if (value === null) {
    delete original[key];
  } else if (isObject(present) && isObject(value) && strategyOf(schema) !== 'replace') {
    setOwn(original, key, mergeMap(present, value, schema));
  } else if (Array.isArray(present) && Array.isArray(value) && strategyOf(schema) === 'merge') {
    setOwn(original, key, mergeList(present, value, schema, key));
  } else if (Array.isArray(present) && Array.isArray(value)) {
    setOwn(original, key, value);
  } else {
    const kept = withoutDirectives(withoutNulls(value));
    if (kept === undefined) delete original[key];
    else setOwn(original, key, kept);
  }
}

function mergeList(original: Json[], patch: Json[], schema: MergeSchema | undefined, name: string): Json[] {
  const items = [...original, ...patch];
  if (!isObject(items[0])) {
    const merged = items.filter((item, index) => items.findIndex((other) => equal(item, other)) === index);
    return inOrder(merged, patch, original, '');
  }
  const key = schema?.['x-kubernetes-patch-merge-key'] ?? '';
  if (key === '') throw new PatchError(500, `cannot merge lists without merge key for ${name}`);
  const special = patch.filter((item) => isObject(item) && Object.hasOwn(item, DIRECTIVE));
  const plain = patch.filter((item) => !special.includes(item));
  if (special.some((item) => isObject(item) && item[DIRECTIVE] === 'replace')) return plain;
  const rest = deleteItems(original, special, key);
  const merged = mergeItems(rest, plain, schema, key);
  return inOrder(merged, plain, rest, key);
}

function deleteItems(original: Json[], special: Json[], key: string): Json[] {
  let rest = original;
  for (const item of special) {
    if (!isObject(item)) continue;
    if (item[DIRECTIVE] !== 'delete') throw badDirective(item[DIRECTIVE] ?? null, item);
    const wanted = keyOf(item, key);
    rest = rest.filter((other) => !equal(keyOf(other, key), wanted));
  }
  return rest;
}

function mergeItems(original: Json[], patch: Json[], schema: MergeSchema | undefined, key: string): Json[] {
  const merged = [...original];
  for (const item of patch) {
    const wanted = keyOf(item, key);
    const index = merged.findIndex((other) => equal(keyOf(other, key), wanted));
    const present = merged[index];
    if (isObject(present) && isObject(item)) merged[index] = mergeMap(present, item, schema?.items);
    else merged.push(withoutDirectives(withoutNulls(item)) ?? null);
  }
  return merged;
}

/** `$setElementOrder/ports` merges the list at once and gives its order; it names every item of the patch, in its order. */
function orderElements(original: JsonObject, patch: JsonObject, schema: MergeSchema | undefined): void {
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(ORDER_PREFIX)) continue;
    delete patch[directive];
    const name = directive.slice(ORDER_PREFIX.length);
    const field = fieldOf(schema, name);
    const key = field?.['x-kubernetes-patch-merge-key'] ?? '';
    const present = own(original, name);
    const patched = own(patch, name);
    if (!Array.isArray(order)) throw new PatchError(400, `invalid patch format of ${ORDER_PREFIX.slice(0, -1)} list`);
    if (present === undefined && patched === undefined) continue;
    if (patched !== undefined && !Array.isArray(patched)) continue; // Null or a scalar: an ordinary field.
    if (present !== undefined && !Array.isArray(present)) continue;
    checkOrder(patched ?? [], order, key);
    delete patch[name];
    const merged =
      present === undefined
        ? (patched ?? []).filter((item) => !isObject(item) || !Object.hasOwn(item, DIRECTIVE))
        : patched === undefined
          ? present
          : strategyOf(field) === 'merge'
            ? mergeList(present, patched, field, name)
            : patched;
    setOwn(original, name, inOrder(merged, order, present ?? [], key));
  }
}

function checkOrder(patch: Json[], order: Json[], key: string): void {
  if (order.length === 0) return;
  const plain = patch.filter((item) => !isObject(item) || !Object.hasOwn(item, DIRECTIVE));
  let next = 0;
  for (const item of order) if (next < plain.length && isIn([item], plain[next] ?? null, key)) next += 1;
  if (next === plain.length) return;
  const name = ORDER_PREFIX.slice(0, -1);
  throw new PatchError(
    500,
    `The order in patch list:
${goPlain(patch)}
 doesn't match ${name} list:
${goPlain(order)}
`,
  );
}

function retainKeys(original: JsonObject, patch: JsonObject): void {
  const keys = own(patch, RETAIN_KEYS);
  if (keys === undefined) return;
  delete patch[RETAIN_KEYS];
  const isDirective = (key: string): boolean => key.startsWith(DELETE_PREFIX) || key.startsWith(ORDER_PREFIX);
  const fields = Object.entries(patch).filter(([key, value]) => value !== null && !isDirective(key));
  if (!Array.isArray(keys) || fields.some(([key]) => !keys.includes(key))) {
    throw new PatchError(400, 'invalid patch format of retainKeys');
  }
  for (const key of Object.keys(original)) if (!keys.includes(key)) delete original[key];
}

function deleteFromList(original: JsonObject, key: string, values: Json): void {
  const present = own(original, key);
  if (Array.isArray(present) && Array.isArray(values)) {
    setOwn(
      original,
      key,
      present.filter((item) => !values.some((value) => equal(item, value))),
    );
  }
}

function keyOf(item: Json, key: string): Json {
  const value = isObject(item) ? own(item, key) : undefined;
  if (value !== undefined) return value;
  throw new PatchError(500, `map: ${goPlain(item)} does not contain declared merge key: ${key}`);
}

function badDirective(directive: Json, patch: JsonObject): PatchError {
  return new PatchError(500, `unknown patch type: ${goPlain(directive)} in map: ${goPlain(patch)}`);
}

/** The schema of a field, or of the values of an open map. */
function fieldOf(schema: MergeSchema | undefined, key: string): MergeSchema | undefined {
  const property = own(schema?.properties, key);
  if (property !== undefined) return property;
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** `merge`, `replace` or ''; retainKeys, which may stand beside them, is the patch's own business. */
function strategyOf(schema: MergeSchema | undefined): string {
  const strategies = (schema?.['x-kubernetes-patch-strategy'] ?? '').split(',');
  return strategies.find((strategy) => strategy !== 'retainKeys') ?? '';
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : withoutNulls(item)));
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) if (item !== null) setOwn(result, key, withoutNulls(item));
  return result;
}

/** What a patch sets where nothing was; undefined for an object that is itself a directive. */
function withoutDirectives(value: Json): Json | undefined {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, DIRECTIVE)) return undefined;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const kept = withoutDirectives(item);
    if (kept !== undefined) setOwn(result, key, kept);
  }
  return result;
}
