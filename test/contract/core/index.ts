import type { ContractRequest } from '../request.ts';
import { objectRequests } from './objects.ts';
import { serviceRequests } from './services.ts';

/** Everything that core/v1 and the other built-in kinds are asked, in order. */
export const coreRequests: readonly ContractRequest[] = [...serviceRequests, ...objectRequests];
