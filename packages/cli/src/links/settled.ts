/** Whether there is anything left to wait for. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import { conditionTypes } from '@asm-privatelink/api/names';

/** `available`: all that was wished for is there. `stalled`: nothing more happens until a person acts. Undefined: it goes on. */
export type Settled = 'available' | 'stalled' | undefined;

/** Judges only a status that was made from the present spec; the vendor's controller does not say from which one its status was made. */
export function settled({ metadata, status }: ASMPvlConfig): Settled {
  if (status === undefined) return undefined;
  const documentedOnly = status.observedGeneration === undefined && status.conditions === undefined;
  if (documentedOnly) return status.status === 'Available' ? 'available' : undefined;
  if (status.observedGeneration !== metadata.generation) return undefined;
  const holds = (type: string) => status.conditions?.some((each) => each.type === type && each.status === 'True');
  if (status.status === 'Available' && holds(conditionTypes.ready)) return 'available';
  return holds(conditionTypes.stalled) ? 'stalled' : undefined;
}
