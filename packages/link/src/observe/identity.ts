/** How an object in a list is known to belong to a mesh. */
import type { Tag } from '@asm-privatelink/cloud';
import type { Ownership } from '../model.ts';
import { meshFilter, ownershipOf } from '../tags.ts';
import type { Wish } from '../wish.ts';

export interface Identity {
  /** What a list can be narrowed to; undefined for all of the region. */
  filter: readonly Tag[] | undefined;
  /** Whose an object is; undefined for one that is none of this mesh. */
  of(id: string, tags: readonly Tag[], vpcId?: string): Ownership | undefined;
}

/** Ours, by tag: the only way while managing (design §5). */
export function byTags(mesh: string): Identity {
  return { filter: meshFilter(mesh), of: (_id, tags) => ownershipOf(mesh, tags) };
}

/** Somebody else's, by the ids that the status records: for a companion, which reads what the vendor's controller made (design §1). */
export function byStatus(wish: Wish): Identity {
  const roles = new Map<string, Ownership>();
  for (const [key, id] of wish.recorded) {
    const [role, owner = ''] = key.split('/');
    if (role === 'api-server-service' || role === 'api-server-endpoint' || role === 'pilot-service') {
      roles.set(id, { role, owner, uid: '' });
    }
  }
  const pilot = new Set(wish.recordedPilot.values());
  return {
    filter: undefined,
    of: (id, _tags, vpcId = '') => (pilot.has(id) ? { role: 'pilot-endpoint', owner: vpcId, uid: '' } : roles.get(id)),
  };
}
