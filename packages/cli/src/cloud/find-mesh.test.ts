import type { Cloud } from '@asm-privatelink/cloud';
import { describe, expect, it } from 'vitest';
import { findMesh } from './find-mesh.ts';

const { signal } = new AbortController();

/** Each mesh with its region and its members. */
function cloudWith(...meshes: [id: string, region: string, ...members: string[]][]): Cloud {
  const ServiceMeshes = meshes.map(([ServiceMeshId, RegionId, ...Clusters]) => ({
    ServiceMeshInfo: { ServiceMeshId, RegionId, Name: `name of ${ServiceMeshId}` },
    Clusters,
  }));
  const call = () => Promise.resolve({ ServiceMeshes });
  return { region: 'cn-hangzhou', call } as unknown as Cloud; // answers the one call that is made
}

describe('the mesh that is meant', () => {
  const two = cloudWith(['m1', 'cn-hangzhou', 'c1'], ['m2', 'cn-hangzhou', 'c2'], ['m3', 'cn-beijing', 'c1']);

  it('is the one with the clusters as members, in the region', async () => {
    expect(await findMesh(two, ['c2'], signal)).toBe('m2');
  });

  it('is asked for where several could be, if somebody is there', async () => {
    const asked: string[][] = [];
    const choose: Parameters<typeof findMesh>[3] = async (meshes) => {
      asked.push(meshes.map(({ id }) => id));
      return meshes[1] ?? meshes[0];
    };
    expect(await findMesh(two, [], signal, choose)).toBe('m2');
    expect(asked).toEqual([['m1', 'm2']]);
  });

  it('is refused otherwise, with the names of all', async () => {
    await expect(findMesh(two, [], signal)).rejects.toMatchObject({
      code: 'MeshUnclear',
      where: 'm1 (name of m1), m2 (name of m2)',
    });
    await expect(findMesh(cloudWith(), [], signal)).rejects.toMatchObject({ where: '--region cn-hangzhou' });
  });
});
