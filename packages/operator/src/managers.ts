/** Who else writes the status. */
import { type ASMPvlConfig, annotations, fieldManager } from '@asm-privatelink/api';

/**
 * The name of another manager that owns fields of the status, if there is one and no person has told us to take over. Kubernetes records the
 * owner of every field in `managedFields`; the take-over annotation must spell the mesh out, so that a manifest copied to another mesh takes nothing over; entries of the main resource that own status fields count as well, as servers before 1.22 do not
 * name the subresource.
 */
export function otherManager(object: ASMPvlConfig, mesh: string): string | undefined {
  if (object.metadata.annotations?.[annotations.takeOver] === mesh) return undefined;
  return object.metadata.managedFields?.find(
    (entry) => entry.manager !== undefined && entry.manager !== fieldManager && ownsStatus(entry.fieldsV1),
  )?.manager;
}

function ownsStatus(fields: Readonly<Record<string, unknown>> | undefined): boolean {
  const status = fields?.['f:status'];
  return typeof status === 'object' && status !== null && Object.keys(status).length > 0;
}
