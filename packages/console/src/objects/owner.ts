/** Whose a cloud object is and which part it plays: what the vendor's pages do not show. Pure. */
import { type ASMPvlConfig, type Role, roles, tagKeys } from '@asm-privatelink/api';
import type { Tag } from '@asm-privatelink/cloud';
import { ownershipOf } from '@asm-privatelink/link';
import { z } from 'zod';

export const ownerSchema = z.object({
  by: z
    .enum(['tags', 'status', 'nobody'])
    .describe('tags: our operator made it, or was given it. status: the object’s status names it. nobody: neither.'),
  mesh: z.string().nullable().describe('The mesh that it is for.'),
  role: z.enum(roles).nullable(),
  of: z.string().nullable().describe('The cluster or the VPC that it serves; null for the one service of Pilot.'),
});
export type Owner = z.infer<typeof ownerSchema>;

export function ownerOf(
  id: string,
  tags: readonly Tag[],
  mesh: string,
  status: ASMPvlConfig['status'] | undefined,
): Owner {
  const tagged = tags.find(({ Key }) => Key === tagKeys.mesh)?.Value;
  const ownership = tagged === undefined ? undefined : ownershipOf(tagged, tags);
  if (tagged !== undefined && ownership !== undefined) {
    return { by: 'tags', mesh: tagged, role: ownership.role, of: ownership.owner || null };
  }
  const named = rolesInStatus(status).find((row) => row.id === id);
  if (named !== undefined) return { by: 'status', mesh, role: named.role, of: named.of };
  return { by: 'nobody', mesh: null, role: null, of: null };
}

function rolesInStatus(status: ASMPvlConfig['status'] | undefined): { id: string; role: Role; of: string | null }[] {
  const rows = (status?.clusters ?? []).flatMap(({ clusterId: of, pvlEndpoint, pvlEndpointService }) => [
    { id: pvlEndpoint?.id ?? '', role: 'api-server-endpoint' as const, of },
    { id: pvlEndpointService?.id ?? '', role: 'api-server-service' as const, of },
  ]);
  const pilot = (status?.pilot?.clusters ?? []).map(({ clusterId: of, pvlEndpoint }) => ({
    id: pvlEndpoint?.id ?? '',
    role: 'pilot-endpoint' as const,
    of,
  }));
  const service = { id: status?.pilot?.pvlEndpointService?.id ?? '', role: 'pilot-service' as const, of: null };
  return [...rows, ...pilot, service].filter(({ id }) => id !== '');
}
