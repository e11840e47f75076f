import { timestamp } from '../clock.ts';
import { decode, encode } from '../codec.ts';
import type { Context } from '../context.ts';
import { checkDefinitionOpen } from '../crd/terminating.ts';
import { dropAppliedNulls } from '../decode/object.ts';
import { isDeleting, metadataOf, nameOf, text, withMetadata } from '../meta/object.ts';
import { type Resource, subjectOf } from '../resource.ts';
import { fillDefaults } from '../schema/index.ts';
import { clone, type JsonObject } from '../schema/json.ts';
import { alreadyExists, StatusError } from '../status.ts';
import { allocated } from './allocate.ts';
import { checkObject } from './check.ts';
import { withManagedFields } from './managed.ts';
import { checkNamespaceOpen, placeInNamespace } from './namespace.ts';
import type { Written } from './update.ts';

export interface CreateRequest {
  /** '' for cluster-scoped resources. */
  namespace: string;
  /** The object, decoded and with its defaults. */
  object: JsonObject;
  manager: string;
  dryRun: boolean;
  /** Takes what the answer is to warn of. */
  warnings: string[];
  /** Server-side apply: its managers are recorded already, and there may be nulls, which are not kept. */
  managed?: boolean;
}

const suffixAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Creates an object and returns it as stored. @throws StatusError */
export function createObject(context: Context, resource: Resource, request: CreateRequest): Written {
  const placed = placeInNamespace(resource, request.object, request.namespace);
  checkDefinitionOpen(context, resource);
  if (resource.namespaced) checkNamespaceOpen(context, resource, placed);
  if (text(metadataOf(placed)['resourceVersion']) !== '') {
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
  }
  const started = begin(context, resource, request.managed === true ? placed : withoutDeletion(placed));
  const tracked =
    request.managed === true ? started : withManagedFields(context, resource, undefined, started, request.manager, '');
  const prepared = resource.strategy.prepareCreate?.(tracked) ?? tracked;
  const object = allocated(context, resource, prepared, undefined);
  checkObject(resource, object, request.warnings);
  if (request.managed === true) dropAppliedNulls(resource, object);
  fillStatus(resource, object);
  request.warnings.push(...(resource.strategy.warnings?.(object, undefined) ?? []));
  const name = nameOf(object);
  const there = context.store.get(resource.collection, request.namespace, name);
  if (there !== undefined) throw alreadyExists(subjectOf(resource), name, isDeleting(decode(resource, there)));
  if (request.dryRun) return { object };
  const stored = context.store.put(resource.collection, (revision) => encode(resource, object, revision));
  context.afterWrite(resource.collection, stored.namespace, stored.name);
  return { object: withMetadata(object, { resourceVersion: String(stored.revision) }), stored };
}

/** No create says that its object is being deleted; a server-side apply that creates can (1.36 takes it as it comes). */
function withoutDeletion(object: JsonObject): JsonObject {
  return withMetadata(object, { deletionTimestamp: undefined, deletionGracePeriodSeconds: undefined });
}

/** As it will be read: with the default of a status that no create can set. */
function fillStatus({ schema }: Resource, object: JsonObject): void {
  const preset = schema.properties?.['status']?.default;
  if (preset === undefined || preset === null || object['status'] !== undefined) return;
  object['status'] = clone(preset);
  fillDefaults(schema.properties?.['status'], object['status']);
}

/** A new object with what every one gets, before its kind adds its own. */
function begin(context: Context, resource: Resource, object: JsonObject): JsonObject {
  const metadata = metadataOf(object);
  const prefix = text(metadata['generateName']);
  const named =
    text(metadata['name']) === '' && prefix !== '' ? prefix.slice(0, 58) + suffix(context) : metadata['name'];
  const started = withMetadata(object, {
    name: named,
    uid: context.uuid(),
    resourceVersion: undefined,
    ...(resource.generation ? { generation: 1 } : {}),
    creationTimestamp: timestamp(context.clock.now()),
    selfLink: undefined,
  });
  if (resource.status) delete started['status'];
  return resource.strategy.defaults?.(started) ?? started;
}

function suffix(context: Context): string {
  const pick = (): string => suffixAlphabet[context.random(suffixAlphabet.length)] ?? 'x';
  return Array.from({ length: 5 }, pick).join('');
}
