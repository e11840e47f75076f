/** TypeScript's view of the resource: inferred from the schema, so that the two cannot differ. */
import type { z } from 'zod';
import type { resource } from './names.ts';
import type * as schema from './schema.ts';

export type VSwitchRef = z.infer<typeof schema.vSwitchRefSchema>;
export type AckVpcEndpoint = z.infer<typeof schema.ackVpcEndpointSchema>;
export type ASMPvlConfigSpec = z.infer<typeof schema.asmPvlConfigSpecSchema>;
export type EndpointStatus = z.infer<typeof schema.endpointStatusSchema>;
export type EndpointServiceStatus = z.infer<typeof schema.endpointServiceStatusSchema>;
export type ZoneStatusRow = z.infer<typeof schema.zoneStatusRowSchema>;
/** A row of `status.clusters`. */
export type ClusterStatus = z.infer<typeof schema.clusterStatusSchema>;
/** A row of `status.pilot.clusters`. */
export type PilotClusterStatus = z.infer<typeof schema.pilotClusterStatusSchema>;
export type PilotStatus = z.infer<typeof schema.pilotStatusSchema>;
export type Condition = z.infer<typeof schema.conditionSchema>;
export type ASMPvlConfigStatus = z.infer<typeof schema.asmPvlConfigStatusSchema>;

/** The part of Kubernetes' ObjectMeta that matters here. A manifest has a name and little else; an object read from a server has all but the optional. */
export interface ObjectMeta {
  name: string;
  uid?: string | undefined;
  generation?: number | undefined;
  resourceVersion?: string | undefined;
  creationTimestamp?: string | undefined;
  deletionTimestamp?: string | undefined;
  finalizers?: string[] | undefined;
  annotations?: Record<string, string> | undefined;
  labels?: Record<string, string> | undefined;
  managedFields?: ManagedFieldsEntry[] | undefined;
}

/** Who owns which fields. `fieldsV1` is Kubernetes' set of field paths, such as `{"f:status": {"f:status": {}}}`. */
export interface ManagedFieldsEntry {
  manager?: string | undefined;
  operation?: string | undefined;
  subresource?: string | undefined;
  time?: string | undefined;
  fieldsV1?: Record<string, unknown> | undefined;
}

export interface ASMPvlConfig {
  apiVersion: typeof resource.apiVersion;
  kind: typeof resource.kind;
  metadata: ObjectMeta;
  spec: ASMPvlConfigSpec;
  status?: ASMPvlConfigStatus | undefined;
}
