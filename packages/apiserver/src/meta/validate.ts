import { forbidden, invalid, required } from '../schema/cause.ts';
import { equal, type Json, type JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { finalizerCauses, finalizersOf, newFinalizerCauses } from './finalizers.ts';
import { isLabel, isLabelValue, isQualifiedName, type NameCheck } from './names.ts';
import { entries, metadataOf, text } from './object.ts';
import { ownerCauses } from './owners.ts';

/** Bytes all annotations of an object may hold. */
const annotationLimit = 256 * 1024;

export interface MetadataRules {
  namespaced: boolean;
  checkName: NameCheck;
}

/** What is wrong with an object's metadata, in the order and words of apimachinery's `ValidateObjectMeta`. */
export function validateMetadata(object: JsonObject, rules: MetadataRules): Cause[] {
  const metadata = metadataOf(object);
  return [
    ...nameCauses(metadata, rules),
    ...namespaceCauses(metadata, rules),
    ...generationCauses(metadata),
    ...writableCauses(metadata),
    ...finalizerCauses(finalizersOf(object)),
  ];
}

/** What is asked of a new object and again of each update. */
function writableCauses(metadata: JsonObject): Cause[] {
  return [
    ...labelCauses(metadata['labels'], 'metadata.labels'),
    ...annotationCauses(metadata),
    ...ownerCauses(metadata),
  ];
}

function generationCauses({ generation }: JsonObject): Cause[] {
  if (typeof generation !== 'number' || generation >= 0) return [];
  return [invalid('metadata.generation', generation, 'must be greater than or equal to 0')];
}

function nameCauses(metadata: JsonObject, { checkName }: MetadataRules): Cause[] {
  const name = text(metadata['name']);
  const prefix = text(metadata['generateName']);
  const causes: Cause[] = [];
  if (prefix !== '') {
    // What a random suffix will complete may end in a dash or a dot.
    const tried = prefix.replace(/[-.]$/, 'a');
    causes.push(...checkName(tried).map((problem) => invalid('metadata.generateName', prefix, problem)));
  }
  if (name === '') return [...causes, required('metadata.name', 'name or generateName is required')];
  return [...causes, ...checkName(name).map((problem) => invalid('metadata.name', name, problem))];
}

function namespaceCauses(metadata: JsonObject, { namespaced }: MetadataRules): Cause[] {
  const namespace = text(metadata['namespace']);
  if (!namespaced) return namespace === '' ? [] : [forbidden('metadata.namespace', 'not allowed on this type')];
  if (namespace === '') return [required('metadata.namespace')];
  return isLabel(namespace).map((problem) => invalid('metadata.namespace', namespace, problem));
}

/** What is wrong with labels, or with a selector of them. */
export function labelCauses(labels: Json | undefined, field: string): Cause[] {
  return entries(labels).flatMap(([key, value]) => [
    ...isQualifiedName(key).map((problem) => invalid(field, key, problem)),
    ...isLabelValue(text(value)).map((problem) => invalid(field, value, problem)),
  ]);
}

function annotationCauses(metadata: JsonObject): Cause[] {
  const field = 'metadata.annotations';
  const annotations = entries(metadata['annotations']);
  const causes = annotations.flatMap(([key]) =>
    isQualifiedName(key.toLowerCase()).map((problem) => invalid(field, key, problem)),
  );
  const size = annotations.reduce((sum, [key, value]) => sum + key.length + Buffer.byteLength(text(value)), 0);
  if (size > annotationLimit) {
    const message = `Too long: may not be more than ${annotationLimit} bytes`;
    causes.push({ reason: 'FieldValueTooLong', field, message });
  }
  return causes;
}

/** What an update may not change: `ValidateObjectMetaUpdate`. The values have been carried over from `before` where the request left them out. */
export function validateMetadataUpdate(object: JsonObject, before: JsonObject): Cause[] {
  const now = metadataOf(object);
  const old = metadataOf(before);
  const causes: Cause[] = [];
  if (old['deletionTimestamp'] !== undefined) {
    causes.push(...newFinalizerCauses(finalizersOf(object), finalizersOf(before)));
  }
  for (const key of [
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ]) {
    const value: Json | undefined = now[key];
    if (!equal(value, old[key])) causes.push(invalid(`metadata.${key}`, value ?? null, 'field is immutable'));
  }
  return [...causes, ...writableCauses(now)];
}
