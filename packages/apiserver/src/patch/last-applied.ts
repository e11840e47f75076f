import { goJson } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { isDeeper, isObject, own } from '../schema/json.ts';
import type { JsonSchema } from '../schema/types.ts';
import { compare } from './compare.ts';
import type { FieldSet } from './field-set.ts';
import { difference, emptySet } from './field-set.ts';
import { toFieldSet } from './to-field-set.ts';

/** Where kubectl's client-side apply remembers what it applied. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Bytes that an object's annotations may have in all (apimachinery TotalAnnotationSizeLimitB). */
const MAX_ANNOTATIONS = 256 * 1024;

/**
 * What kubectl may take over from its own client-side past without a conflict: the fields it last applied that way and
 * that nobody has changed since (managedfields lastappliedmanager.go).
 */
export function allowedByLastApplied(type: JsonSchema, live: JsonObject, apiVersion: string): FieldSet {
  const last = parse(annotationsOf(live)?.[LAST_APPLIED]);
  if (last === undefined || last['apiVersion'] !== apiVersion) return emptySet;
  const { added, modified, removed } = compare(type, last, live);
  return [modified, added, removed].reduce(difference, toFieldSet(type, last));
}

/** The object with the annotation brought up to date, if it bears one: older kubectls still look at it. */
export function withLastApplied(object: JsonObject, applied: JsonObject): JsonObject {
  const annotations = annotationsOf(object);
  const metadata = object['metadata'];
  if (annotations === undefined || !isObject(metadata) || !annotations[LAST_APPLIED]) return object;
  const next: JsonObject = { ...annotations, [LAST_APPLIED]: `${goJson(withoutAnnotation(applied))}\n` };
  const size = Object.entries(next).reduce(
    (sum, [key, value]) =>
      sum + Buffer.byteLength(key) + Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value)),
    0,
  );
  if (size > MAX_ANNOTATIONS) delete next[LAST_APPLIED];
  return { ...object, metadata: { ...metadata, annotations: next } };
}

function withoutAnnotation(applied: JsonObject): JsonObject {
  const { metadata } = applied;
  const annotations = annotationsOf(applied);
  if (!isObject(metadata) || annotations === undefined) return applied;
  const { [LAST_APPLIED]: _, ...others } = annotations;
  return { ...applied, metadata: { ...metadata, annotations: others } };
}

function annotationsOf(object: JsonObject): JsonObject | undefined {
  const metadata = own(object, 'metadata');
  const annotations = isObject(metadata) ? own(metadata, 'annotations') : undefined;
  return isObject(annotations) ? annotations : undefined;
}

function parse(text: Json | undefined): JsonObject | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    const parsed: Json = JSON.parse(text);
    return isObject(parsed) && !isDeeper(parsed) ? parsed : undefined;
  } catch {
    return undefined; // Not what kubectl wrote: it permits nothing.
  }
}
