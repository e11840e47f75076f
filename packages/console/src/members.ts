/** How the mesh sees its members. */
import type { Sources } from './sources.ts';

export interface Member {
  readonly clusterId: string;
  /** As the vendor's console words it: `Running`, `Connecting`. */
  readonly state: string;
  /** Why it is not running; empty when it is. */
  readonly message: string;
}

/** None where the control plane is given: it has no members of its own. @throws CloudError */
export async function readMembers({ source, region, cloud }: Sources, signal: AbortSignal): Promise<Member[]> {
  if (source.kind === 'given') return [];
  const request = { ServiceMeshId: source.meshId };
  const { Clusters } = await cloud(region).call('DescribeClustersInServiceMesh', request, { signal });
  return Clusters.map(({ ClusterId: clusterId, State = '', ErrorMessage: message = '' }) => ({
    clusterId,
    state: memberState(State),
    message,
  }));
}

/** The API says `starting` while the control plane does not reach the API server (product-behaviour §B.2). */
export function memberState(state: string): string {
  if (state === 'starting') return 'Connecting';
  return state === '' ? 'Unknown' : state.charAt(0).toUpperCase() + state.slice(1);
}
