/**
 * Everything that the operator asks of a Kubernetes API server: its RBAC is made from this. test/rights.test.ts holds it to what is called, on a
 * real server: with it the operator lives a whole life, without any one verb of it something is refused.
 */
import { leaseName, resource } from '@asm-privatelink/api';

export interface Right {
  /** Empty for the core group. */
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  /** The one object that it is about; left out, all of them. */
  readonly name?: string;
  /** `cluster`: everywhere; `own`: in the namespace of its Lease; `default`: in the namespace where events of cluster-scoped objects are. */
  readonly where: 'cluster' | 'own' | 'default';
  /** A companion writes nothing, and does not need it. */
  readonly managing: boolean;
}

const config = { group: resource.group, where: 'cluster' } as const;
const lease = { group: 'coordination.k8s.io', resource: 'leases', where: 'own', managing: true } as const;

export const rights: readonly Right[] = [
  { ...config, resource: resource.plural, verbs: ['get', 'list', 'watch'], managing: false },
  // The finalizer is part of the object; the status is a resource of its own.
  { ...config, resource: resource.plural, verbs: ['patch'], name: resource.objectName, managing: true },
  { ...config, resource: `${resource.plural}/status`, verbs: ['patch'], name: resource.objectName, managing: true },
  // RBAC cannot tell by name what is made.
  { ...lease, verbs: ['create'] },
  { ...lease, verbs: ['get', 'patch'], name: leaseName },
  { group: '', resource: 'events', verbs: ['create', 'get', 'patch'], where: 'default', managing: true },
];
