import { type ContractRequest, get, mergePatch, post } from '../request.ts';
import { definitions, version } from './kinds.ts';

const approved = 'api-approved.kubernetes.io';

/** A definition of a group of the Kubernetes community. */
const community = (annotations: Record<string, string>, group = 'contract.k8s.io') => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `toys.${group}`, annotations },
  spec: {
    group,
    scope: 'Cluster',
    names: { plural: 'toys', kind: 'Toy' },
    versions: [
      version({ a: { type: 'string', default: '' }, l: { type: 'array', items: { type: 'string' }, default: [] } }),
    ],
  },
});

/** What only groups of the Kubernetes community are asked. */
export const communityRequests: ContractRequest[] = [
  post('a group of the community without approval', definitions, community({})),
  post('a group of the community with approval that is none', definitions, community({ [approved]: 'yes' })),
  post('a group of the community with half an address', definitions, community({ [approved]: '/pull/1' })),
  post('the community itself without approval', definitions, community({}, 'kubernetes.io')),
  post('a group that only sounds like the community', `${definitions}?dryRun=All`, community({}, 'notk8s.io')),
  post(
    'a group of the community, not approved',
    `${definitions}?dryRun=All`,
    community({ [approved]: 'unapproved, for now' }),
  ),
  post('a group of the community, approved', definitions, community({ [approved]: 'https://example.com/pull/1' })),
  get('wait for the toys', '/apis/contract.k8s.io/v1/toys', { until: 200, setup: true }),
  post('a toy of empty defaults', '/apis/contract.k8s.io/v1/toys', {
    apiVersion: 'contract.k8s.io/v1',
    kind: 'Toy',
    metadata: { name: 't1' },
    spec: {},
  }),
  mergePatch('take back an approval', `${definitions}/toys.contract.k8s.io`, {
    metadata: { annotations: { [approved]: null } },
  }),
];
