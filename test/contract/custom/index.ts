import type { ContractRequest } from '../request.ts';
import { bodyRequests } from './bodies.ts';
import { communityRequests } from './community.ts';
import { costRequests } from './costs.ts';
import { definitionRequests } from './definitions.ts';
import { finalizerRequests } from './finalizers.ts';
import { functionRequests } from './functions.ts';
import { listRequests } from './lists.ts';
import { patchRequests } from './patches.ts';
import { ratchetRequests } from './ratchets.ts';
import { ruleRequests } from './rules.ts';
import { schemaRequests } from './schema.ts';
import { serverRequests } from './server.ts';
import { versionRequests } from './versions.ts';
import { walkRequests } from './walks.ts';
import { writeRequests } from './writes.ts';
import { yamlRequests } from './yaml.ts';

/** Everything that custom resources are asked, in order. */
export const customRequests: readonly ContractRequest[] = [
  ...definitionRequests,
  ...communityRequests,
  ...costRequests,
  ...ruleRequests,
  ...functionRequests,
  ...ratchetRequests,
  ...writeRequests,
  ...bodyRequests,
  ...finalizerRequests,
  ...schemaRequests,
  ...patchRequests,
  ...walkRequests,
  ...yamlRequests,
  ...versionRequests,
  ...listRequests,
  ...serverRequests,
];
