/** Which mesh an ASMPvlConfig is about, when nobody says: the one that has its clusters as members. */
import { type Cloud } from '@asm-privatelink/cloud';
import { Failure } from '../failure.ts';

/** @throws Failure when none or several could be meant, naming them */
export async function findMesh(cloud: Cloud, clusterIds: readonly string[], signal: AbortSignal): Promise<string> {
  const { ServiceMeshes } = await cloud.call('DescribeServiceMeshes', {}, { signal });
  const here = ServiceMeshes.filter(({ ServiceMeshInfo }) => ServiceMeshInfo.RegionId === cloud.region);
  const having = here.filter(({ Clusters }) => clusterIds.some((id) => Clusters.includes(id)));
  const candidates = having.length > 0 ? having : here;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only.ServiceMeshInfo.ServiceMeshId;
  const names = candidates.map(({ ServiceMeshInfo: { ServiceMeshId, Name } }) => `${ServiceMeshId} (${Name})`);
  throw new Failure({
    code: 'MeshUnclear',
    what:
      only === undefined
        ? `no ASM instance is in ${cloud.region} for these credentials`
        : 'several ASM instances could be meant',
    where: only === undefined ? `--region ${cloud.region}` : names.join(', '),
    now:
      only === undefined
        ? 'Correct the region or the account, or name the instance with --mesh.'
        : 'Name one with --mesh.',
    exit: 'usage',
  });
}
