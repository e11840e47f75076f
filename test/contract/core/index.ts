import type { ContractRequest } from '../request.ts';
import { eventRequests } from './events.ts';
import { finalizerRequests } from './finalizers.ts';
import { objectRequests } from './objects.ts';
import { ownershipRequests } from './ownership.ts';
import { serviceRequests } from './services.ts';

/** Everything that core/v1 and the other built-in kinds are asked, in order. */
export const coreRequests: readonly ContractRequest[] = [
  ...serviceRequests,
  ...finalizerRequests,
  ...eventRequests,
  ...objectRequests,
  ...ownershipRequests,
];
