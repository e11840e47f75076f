/** Which mesh an ASMPvlConfig is about, when nobody says: the one that has its clusters as members. */
import { type Cloud } from '@asm-privatelink/cloud';
import { Failure } from '../failure.ts';

/** Asks somebody which is meant. */
export type ChooseMesh = (meshes: readonly [MeshName, ...MeshName[]]) => Promise<MeshName>;

export interface MeshName {
  readonly id: string;
  readonly name: string;
}

/** @throws Failure when none or several could be meant, naming them, and nobody is there to choose */
export async function findMesh(
  cloud: Cloud,
  clusterIds: readonly string[],
  signal: AbortSignal,
  choose?: ChooseMesh,
): Promise<string> {
  const { ServiceMeshes } = await cloud.call('DescribeServiceMeshes', {}, { signal });
  const here = ServiceMeshes.filter(({ ServiceMeshInfo }) => ServiceMeshInfo.RegionId === cloud.region);
  const having = here.filter(({ Clusters }) => clusterIds.some((id) => Clusters.includes(id)));
  const candidates = having.length > 0 ? having : here;
  const [only, ...more] = candidates.map(({ ServiceMeshInfo: { ServiceMeshId: id, Name: name = '' } }) => ({
    id,
    name,
  }));
  if (only !== undefined && more.length === 0) return only.id;
  if (only !== undefined && choose !== undefined) return (await choose([only, ...more])).id;
  const names = [only, ...more].flatMap((each) => (each === undefined ? [] : [`${each.id} (${each.name})`]));
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
