/** Kubernetes clusters of Container Service (ACK). */
import type { Tags } from '../tags.ts';

export type ClusterState =
  | 'initial'
  | 'failed'
  | 'running'
  | 'updating'
  | 'upgrading'
  | 'removing'
  | 'draining'
  | 'scaling'
  | 'inactive'
  | 'unavailable'
  | 'deleting'
  | 'deleted'
  | 'delete_failed'
  | 'waiting'
  | 'disconnected';

/** A Kubernetes cluster of Container Service (ACK). */
export interface Cluster {
  readonly id: string;
  readonly regionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly vpcId: string;
  readonly vSwitchIds: string[];
  readonly securityGroupId: string;
  readonly type: 'ManagedKubernetes' | 'Kubernetes' | 'ExternalKubernetes';
  readonly profile: 'Default' | 'Edge' | 'Serverless' | 'Lingjun';
  readonly spec: string;
  readonly version: string;
  state: ClusterState;
  readonly createdAt: number;
  updatedAt: number;
  readonly tags: Tags;
  /** The balancer in front of the API server; undefined where the cluster has none. */
  readonly apiServerBalancerId: string | undefined;
  /** The port of that balancer's listener that leads to the API server. */
  readonly apiServerPort: number;
  /** The detail shows `control_plane_endpoints_config` (newer clusters do). */
  readonly showsEndpointsConfig: boolean;
  readonly publicAddress: string | undefined;
  /** The balancer of a Service of type LoadBalancer (the Ingress); what `external_loadbalancer_id` names. */
  readonly ingressBalancerId: string | undefined;
  readonly serviceCidr: string;
  readonly podCidr: string;
  /** The custom names that were asked for (`extra_sans`), in order. */
  customSans: string[];
  /** Every name and address in the certificate that the API server serves now. Follows `customSans` when the API server has restarted. */
  sans: string[];
  /** Counts the certificates served so far; a new one is served exactly when this changes. */
  certificateEpoch: number;
  /** While this is in the future the API server answers nobody; Infinity while it is held down; 0 when it serves. */
  restartingUntil: number;
}

/** A long-running job of Container Service. */
export interface ClusterTask {
  readonly id: string;
  readonly clusterId: string;
  readonly type: string;
  state: 'running' | 'success' | 'fail';
  readonly createdAt: number;
  updatedAt: number;
  error: { readonly code: string; readonly message: string } | undefined;
}
