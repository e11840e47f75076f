import { invalid, invalidShown } from '../schema/cause.ts';
import { goStruct } from '../schema/go-format.ts';
import { equal, type JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { metadataOf, objects, text, withMetadata } from './object.ts';

const field = 'metadata.ownerReferences';

/** What is wrong with an object's owners: apimachinery's `ValidateOwnerReferences`. */
export function ownerCauses(metadata: JsonObject): Cause[] {
  const owners = objects(metadata['ownerReferences']);
  const causes = owners.flatMap(referenceCauses);
  const [first, ...others] = owners.filter(({ controller }) => controller === true).map(nameOf);
  for (const other of others) {
    const detail = `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${other}`;
    causes.push(invalidShown(field, goStruct(owners.map(inOrder)), detail));
  }
  return causes;
}

function referenceCauses(owner: JsonObject): Cause[] {
  const [, group = '', version = ''] = /^(?:([^/]*)\/)?([^/]*)$/.exec(text(owner['apiVersion'])) ?? [];
  const causes = ['kind', 'name', 'uid']
    .filter((key) => text(owner[key]) === '')
    .map((key) => invalid(`${field}.${key}`, '', 'must not be empty'));
  if (version === '') {
    causes.unshift(invalid(`${field}.apiVersion`, owner['apiVersion'] ?? '', 'version must not be empty'));
  }
  // Events are too short-lived to own anything.
  if (group === '' && version === 'v1' && owner['kind'] === 'Event') {
    causes.push(invalidShown(field, goStruct(inOrder(owner)), '/v1, Kind=Event is disallowed from being an owner'));
  }
  return causes;
}

/** The object with each owner once, and a warning if one was named twice. */
export function withOwnersOnce(
  object: JsonObject,
  when: 'in the request' | 'in its result',
  warnings: string[],
): JsonObject {
  const owners = objects(metadataOf(object)['ownerReferences']);
  const isTwin = (owner: JsonObject, index: number): boolean => owners.slice(0, index).some((one) => equal(one, owner));
  const twins = owners.filter(isTwin);
  if (twins.length === 0) return object;
  const place = when === 'in the request' ? '' : ' after mutating admission happens';
  const uids = twins.map(({ uid }) => text(uid)).join(', ');
  warnings.push(
    `.${field} contains duplicate entries${place}; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${uids}`,
  );
  return withMetadata(object, { ownerReferences: owners.filter((owner, index) => !isTwin(owner, index)) });
}

const order = ['apiVersion', 'kind', 'name', 'uid', 'controller', 'blockOwnerDeletion'];

function inOrder(owner: JsonObject): JsonObject {
  return Object.fromEntries(order.flatMap((key) => (owner[key] === undefined ? [] : [[key, owner[key]]])));
}

function nameOf({ kind, name }: JsonObject): string {
  return `${text(kind)}/${text(name)}`;
}
