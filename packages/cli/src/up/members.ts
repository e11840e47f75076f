/** How the mesh sees its members, read from the cloud's API. */
import type { Cloud } from '@asm-privatelink/cloud';
import { memberState } from '@asm-privatelink/console';

export interface MemberState {
  /** As the console words it: `Running`, `Connecting`. */
  readonly state: string;
  /** Why it is not running; empty when it is. */
  readonly message: string;
}

export async function membersOf(cloud: Cloud, meshId: string, signal: AbortSignal): Promise<Map<string, MemberState>> {
  const { Clusters } = await cloud.call('DescribeClustersInServiceMesh', { ServiceMeshId: meshId }, { signal });
  return new Map(
    Clusters.map(({ ClusterId, State = '', ErrorMessage: message = '' }) => [
      ClusterId,
      { state: memberState(State), message },
    ]),
  );
}
