/** TypeScript's view of the resource: inferred from the schema, so that the two cannot differ. */
import type { z } from 'zod';
import type { resource } from './names.ts';
import type {
  ackVpcEndpointSchema,
  asmPvlConfigSpecSchema,
  asmPvlConfigStatusSchema,
  clusterStatusSchema,
  conditionSchema,
  endpointServiceStatusSchema,
  endpointStatusSchema,
  managedFieldsEntrySchema,
  objectMetaSchema,
  pilotClusterStatusSchema,
  pilotStatusSchema,
  vSwitchRefSchema,
  zoneStatusRowSchema,
} from './schema.ts';

export type VSwitchRef = z.infer<typeof vSwitchRefSchema>;
export type AckVpcEndpoint = z.infer<typeof ackVpcEndpointSchema>;
export type ASMPvlConfigSpec = z.infer<typeof asmPvlConfigSpecSchema>;
export type EndpointStatus = z.infer<typeof endpointStatusSchema>;
export type EndpointServiceStatus = z.infer<typeof endpointServiceStatusSchema>;
export type ZoneStatusRow = z.infer<typeof zoneStatusRowSchema>;
/** A row of `status.clusters`. */
export type ClusterStatus = z.infer<typeof clusterStatusSchema>;
/** A row of `status.pilot.clusters`. */
export type PilotClusterStatus = z.infer<typeof pilotClusterStatusSchema>;
export type PilotStatus = z.infer<typeof pilotStatusSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type ASMPvlConfigStatus = z.infer<typeof asmPvlConfigStatusSchema>;

/** A manifest has a name and little else; an object read from a server has all that applies. */
export type ObjectMeta = z.infer<typeof objectMetaSchema>;
export type ManagedFieldsEntry = z.infer<typeof managedFieldsEntrySchema>;

export interface ASMPvlConfig {
  apiVersion: typeof resource.apiVersion;
  kind: typeof resource.kind;
  metadata: ObjectMeta;
  spec: ASMPvlConfigSpec;
  status?: ASMPvlConfigStatus | undefined;
}
