/** What the emulated world holds that the report and the proofs speak of. */
import type { World } from '@asm-privatelink/emulator';
import { Failure } from '../failure.ts';

export interface MeshFacts {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly pilotBalancerId: string;
}

export interface ClusterFacts {
  readonly id: string;
  readonly name: string;
  readonly vpcId: string;
  readonly apiServerBalancerId: string;
  readonly port: number;
}

export interface Facts {
  readonly mesh: MeshFacts;
  /** All clusters of the world, in its order. */
  readonly clusters: readonly ClusterFacts[];
}

/** @throws Failure when the world has no mesh */
export function factsOf(world: World): Facts {
  const [mesh] = world.meshes.values();
  if (mesh === undefined) {
    throw new Failure({
      code: 'NoMesh',
      what: 'the scenario has no mesh, so there is nothing to connect the clusters with',
      where: 'mesh',
      now: 'Add one (mesh: { vpc: NAME }), or use "asmpvl cloud", which needs none.',
      exit: 'usage',
    });
  }
  const { id, name, regionId: region, vpcId, pilotBalancerId = '' } = mesh;
  const clusters = [...world.clusters.values()].map((cluster) => ({
    id: cluster.id,
    name: cluster.name,
    vpcId: cluster.vpcId,
    apiServerBalancerId: cluster.apiServerBalancerId ?? '',
    port: cluster.apiServerPort,
  }));
  return { mesh: { id, name, region, vpcId, pilotBalancerId }, clusters };
}
