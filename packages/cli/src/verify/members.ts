/** How the mesh shows its clusters, once it has had the time to look: it does so by itself, every few seconds. */
import type { Cloud } from '@asm-privatelink/cloud';
import type { Source } from '@asm-privatelink/link';
import { createDeadline, poll } from '../deadline.ts';
import { membersOf } from '../up/members.ts';
import type { VerifiedMember } from './schema.ts';

const PATIENCE_SECONDS = 30;

/**
 * @param provable whether every API server was reached: only then it is worth waiting
 * @returns null where the source has no members of its own
 */
export async function membersSeen(
  cloud: Cloud,
  source: Source,
  clusterIds: readonly string[],
  provable: boolean,
  stop: AbortSignal,
): Promise<VerifiedMember[] | null> {
  if (source.kind === 'given') return null;
  const { meshId } = source;
  let seen: VerifiedMember[] = [];
  const look = async () => {
    const members = await membersOf(cloud, meshId, stop);
    const unknown = { state: 'Unknown', message: 'it is not a member of the mesh' };
    seen = clusterIds.map((clusterId) => ({ clusterId, ...(members.get(clusterId) ?? unknown) }));
    return !provable || seen.every(({ state }) => state === 'Running') ? seen : undefined;
  };
  const deadline = createDeadline(PATIENCE_SECONDS, stop);
  try {
    return await poll(look, { everyMs: 1_000, deadline, awaited: () => 'every cluster to be Running' });
  } catch (error) {
    if (stop.aborted || !deadline.signal.aborted) throw error;
    return seen;
  }
}
