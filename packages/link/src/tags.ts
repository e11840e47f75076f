/** The tags by which our objects are ours, written and read in one place. */
import { type Role, roles, tagKeys } from '@asm-privatelink/api';
import type { Tag } from '@asm-privatelink/cloud';
import type { Ownership } from './model.ts';

/** The filter that finds everything of one mesh. */
export function meshFilter(mesh: string): Tag[] {
  return [{ Key: tagKeys.mesh, Value: mesh }];
}

/** Whether objects of a role serve one cluster, one VPC, or the mesh as a whole. */
function ownerKey(role: Role): 'cluster' | 'vpc' | undefined {
  if (role === 'pilot-service') return undefined;
  return role === 'api-server-service' || role === 'api-server-endpoint' ? 'cluster' : 'vpc';
}

/** The tags of a new object. */
export function tagsOf(mesh: string, ownership: Ownership): Tag[] {
  const key = ownerKey(ownership.role);
  return [
    { Key: tagKeys.mesh, Value: mesh },
    { Key: tagKeys.role, Value: ownership.role },
    ...(key === undefined ? [] : [{ Key: tagKeys[key], Value: ownership.owner }]),
    ...(ownership.uid === '' ? [] : [{ Key: tagKeys.uid, Value: ownership.uid }]),
    ...(ownership.replaces === undefined ? [] : [{ Key: tagKeys.replaces, Value: ownership.replaces }]),
    ...(ownership.adopted ? [{ Key: tagKeys.adopted, Value: 'true' }] : []),
  ];
}

/** Reads ownership from tags; undefined for an object that does not bear our whole key: such an object is never touched. */
export function ownershipOf(mesh: string, tags: readonly Tag[]): Ownership | undefined {
  const value = new Map(tags.map((tag) => [tag.Key, tag.Value]));
  if (value.get(tagKeys.mesh) !== mesh) return undefined;
  const role = roles.find((known) => known === value.get(tagKeys.role));
  if (role === undefined) return undefined;
  const key = ownerKey(role);
  const owner = key === undefined ? '' : value.get(tagKeys[key]);
  if (owner === undefined || (key !== undefined && owner === '')) return undefined;
  const replaces = value.get(tagKeys.replaces);
  return {
    role,
    owner,
    uid: value.get(tagKeys.uid) ?? '',
    ...(replaces ? { replaces } : {}),
    ...(value.get(tagKeys.adopted) === 'true' ? { adopted: true } : {}),
  };
}

/** Of the tags by which an object would be ours, those it has with another value: somebody else's, or another link's. */
export function contradictions(mesh: string, ownership: Ownership, tags: readonly Tag[]): Tag[] {
  const identity = new Map(
    tagsOf(mesh, { role: ownership.role, owner: ownership.owner, uid: '' }).map(({ Key, Value }) => [Key, Value]),
  );
  const keys: string[] = [tagKeys.mesh, tagKeys.role, tagKeys.cluster, tagKeys.vpc];
  return tags.filter(({ Key, Value }) => keys.includes(Key) && identity.get(Key) !== Value);
}
