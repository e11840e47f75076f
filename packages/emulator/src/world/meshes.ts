/** Service Mesh (ASM) instances and their members. */
import type { Tags } from '../tags.ts';

export type MemberState = 'running' | 'starting' | 'stopping' | 'stopped' | 'failed';

/** A cluster in a mesh. */
export interface Member {
  readonly clusterId: string;
  state: MemberState;
  /** Why it is not running; empty when it is. */
  message: string;
  readonly joinedAt: number;
  updatedAt: number;
}

/** A Service Mesh (ASM) instance. */
export interface Mesh {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly securityGroupId: string;
  readonly profile: 'Default' | 'Pro';
  readonly spec: 'standard' | 'enterprise' | 'ultimate';
  readonly version: string;
  state: 'initial' | 'running' | 'updating';
  readonly createdAt: number;
  updatedAt: number;
  readonly tags: Tags;
  readonly pilotBalancerId: string | undefined;
  readonly apiServerBalancerId: string | undefined;
  readonly members: Map<string, Member>;
}
