/**
 * Every name that is API: what people write in manifests, scripts, alerts and RAM policies, and what the operator finds its own objects by.
 * A name in this file never changes its meaning; to rename one is a breaking change. Reasons have their own file, `reasons.ts`.
 *
 * The resource is the vendor's, exactly as documented (vendor-guide). All other names are ours and bear our own prefix, so that they can
 * never collide with what the vendor's controller writes.
 */

/** The prefix of everything that is ours. */
const PREFIX = 'asm-privatelink.io';

/** The custom resource, as documented by the vendor. Cluster-scoped: the guide's manifest has no namespace (product-behaviour §A.1). */
export const resource = {
  group: 'istio.alibabacloud.com',
  version: 'v1beta1',
  apiVersion: 'istio.alibabacloud.com/v1beta1',
  kind: 'ASMPvlConfig',
  listKind: 'ASMPvlConfigList',
  plural: 'asmpvlconfigs',
  singular: 'asmpvlconfig',
  /** Name of the CustomResourceDefinition itself. */
  crd: 'asmpvlconfigs.istio.alibabacloud.com',
  /** The only name an object may have: one object for each mesh. */
  objectName: 'default',
} as const;

/** Held while anything of ours exists in the cloud for this object; removed as the last act of its deletion. */
export const finalizer = `${PREFIX}/links`;

/** Annotations of an ASMPvlConfig. They hold a person's decisions that are not connectivity, and are read at each reconcile. */
export const annotations = {
  /** `"true"`: change nothing in the cloud until it is removed; status stays truthful (reason `Paused`). Deletion waits as well. */
  pause: `${PREFIX}/pause`,
  /** `"true"`: when the object is deleted, leave its cloud objects where they are (reason `Kept`). */
  keep: `${PREFIX}/keep`,
  /** Comma-separated ids of endpoints and endpoint services made by hand that become ours: they are tagged and kept true; once no longer wished, they lose our tags and stay. */
  adopt: `${PREFIX}/adopt`,
  /** The mesh id, spelt out: manage this object although another manager has it (answers `ManagedElsewhere` and `TwoOwners`). */
  takeOver: `${PREFIX}/take-over`,
  /** Comma-separated ids of objects of ours that may be deleted and made anew (answers `NeedsRecreate` and `RecreateHeld`). A new endpoint has a new domain name. */
  recreate: `${PREFIX}/recreate`,
} as const;

/** Tag keys on cloud objects. Mesh + role + cluster (or VPC) is the key by which an object is ours; the uid only informs. */
export const tagKeys = {
  /** Mesh id: the ASM instance's, or the one given by configuration. */
  mesh: `${PREFIX}/mesh`,
  /** One of {@link roles}. */
  role: `${PREFIX}/role`,
  /** Cluster id, on objects that serve one cluster. */
  cluster: `${PREFIX}/cluster`,
  /** VPC id, on objects that serve one VPC. */
  vpc: `${PREFIX}/vpc`,
  /** `metadata.uid` of the ASMPvlConfig that the object was made for. */
  uid: `${PREFIX}/uid`,
  /** Id of the object that this one was made to replace: so that a restarted operator knows what it has made anew of late. */
  replaces: `${PREFIX}/replaces`,
  /** `true` on an object that a person marked with the adopt annotation: it is never deleted by us. */
  adopted: `${PREFIX}/adopted`,
} as const;

/** What a cloud object of ours is for: the value of the role tag. `api-server-…` has one per cluster, but one group per VPC; `pilot-service` one per mesh; the others one per VPC. */
export const roles = [
  'api-server-service',
  'api-server-endpoint',
  'api-server-group',
  'pilot-service',
  'pilot-endpoint',
  'pilot-group',
] as const;
export type Role = (typeof roles)[number];

/** Condition types of an ASMPvlConfig. `Reconciling` and `Stalled` are present only when True, and never both. */
export const conditionTypes = {
  /** True exactly when `status.status` is `Available`. */
  ready: 'Ready',
  /** True while the operator works towards the spec by itself. */
  reconciling: 'Reconciling',
  /** True when nothing more happens until a person acts. */
  stalled: 'Stalled',
  /** True when every cluster's API-server certificate bears the domain name of its endpoint. Never gates Ready. */
  certificateNames: 'CertificateNames',
  /** True when the mesh sees every cluster as running. Never gates Ready. */
  membersRunning: 'MembersRunning',
  /** Present, and True, only while something works but deserves a look. */
  warnings: 'Warnings',
} as const;
export type ConditionType = (typeof conditionTypes)[keyof typeof conditionTypes];

/** Values of `status.status`; design §2 says when each holds. Only `Available` is documented by the vendor: on an object managed elsewhere other words may stand there. */
export const overallStatuses = ['Pending', 'Provisioning', 'Available', 'Degraded', 'Failed', 'Deleting'] as const;
export type OverallStatus = (typeof overallStatuses)[number];

/** The Lease by which one operator of several leads. */
export const leaseName = 'asm-privatelink-operator';

/** Field manager of our writes to Kubernetes, and the component that events come from. */
export const fieldManager = 'asm-privatelink';

const roleTitles: Record<Role, string> = {
  'api-server-service': 'API server of cluster',
  'api-server-endpoint': 'API server of cluster',
  'api-server-group': 'API-server endpoints in',
  'pilot-service': 'Pilot of mesh',
  'pilot-endpoint': 'Pilot for the clusters in',
  'pilot-group': 'Pilot endpoint in',
};

/**
 * Name of an endpoint or a security group: for people, identity is in the tags. 2–128 characters, a letter first, then letters, digits, `-` and `_`
 * (product-behaviour §C.10), whatever `of` holds. An endpoint service has no name of ours: the cloud gives it one.
 *
 * @param of the cluster id or VPC id that the object serves; for `pilot-service` the mesh id
 * @example cloudName('pilot-endpoint', 'vpc-bp1ack') // 'asm-privatelink-pilot-endpoint-vpc-bp1ack'
 */
export function cloudName(role: Role, of: string): string {
  return `asm-privatelink-${role}-${of.replace(/[^A-Za-z0-9_-]/g, '-')}`.slice(0, 128);
}

/**
 * Description of any cloud object of ours: 2–256 characters, not starting with `http://` or `https://` (product-behaviour §C.10).
 *
 * @example cloudDescription('pilot-endpoint', 'vpc-bp1ack', 'c0ffee') // 'Pilot for the clusters in vpc-bp1ack; mesh c0ffee; managed by asm-privatelink'
 */
export function cloudDescription(role: Role, of: string, mesh: string): string {
  return `${roleTitles[role]} ${of}; mesh ${mesh}; managed by asm-privatelink`.slice(0, 256);
}
