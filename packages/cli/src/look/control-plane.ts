/** The mesh itself, for commands that say nothing true without it. */
import { reasons } from '@asm-privatelink/api';
import type { ControlPlane, Observation } from '@asm-privatelink/link';
import type { ExitName } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

/** @throws Failure when it could not be read: every link would only seem to be missing */
export function controlPlaneIn({ controlPlane }: Pick<Observation, 'controlPlane'>): ControlPlane {
  if (controlPlane.ok) return controlPlane.value;
  const { reason, message, severity } = controlPlane.problem;
  const notFound = reason === 'MeshNotFound';
  const exit: ExitName = reason === 'AccessDenied' ? 'noAccess' : severity === 'person' ? 'unhealthy' : 'noAnswer';
  throw new Failure({
    code: reason,
    what: message,
    where: notFound ? '--mesh, --region' : undefined,
    now: notFound ? 'Correct the mesh or the region, or use the credentials of its account.' : reasons[reason].action,
    exit,
  });
}
