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

/** A manifest has a name and little else; an object read from a server has all that applies. */
export type ObjectMeta = z.infer<typeof schema.objectMetaSchema>;
export type ManagedFieldsEntry = z.infer<typeof schema.managedFieldsEntrySchema>;

export interface ASMPvlConfig {
  apiVersion: typeof resource.apiVersion;
  kind: typeof resource.kind;
  metadata: ObjectMeta;
  spec: ASMPvlConfigSpec;
  status?: ASMPvlConfigStatus | undefined;
}
