/** Who else writes the status. */
import { type ASMPvlConfig, annotations, fieldManager } from '@asm-privatelink/api';

/**
 * The name of another manager that owns fields of the status, if there is one and no person has told us to take over. Kubernetes records the
 * owner of every field in `managedFields`; entries of the main resource that own status fields count as well, as servers before 1.22 do not
 * name the subresource. The take-over annotation must spell the mesh out, so that a manifest copied to another mesh takes nothing over.
 */
export function otherManager({ metadata }: ASMPvlConfig, mesh: string): string | undefined {
  if (metadata.annotations?.[annotations.takeOver] === mesh) return undefined;
  return metadata.managedFields?.find(
    (entry) => entry.manager !== undefined && entry.manager !== fieldManager && ownsStatus(entry.fieldsV1),
  )?.manager;
}

function ownsStatus(fields: Readonly<Record<string, unknown>> | undefined): boolean {
  const status = fields?.['f:status'];
  return typeof status === 'object' && status !== null && Object.keys(status).length > 0;
}
