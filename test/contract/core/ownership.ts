import { apply, type ContractRequest, post, put, strategicPatch } from '../request.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';

const configMap = (name: string, data: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});

/** Who owns what of a ConfigMap that several write, where 1.20 and later versions see it differently. */
export const ownershipRequests: ContractRequest[] = [
  post('create a map', `${configMaps}?fieldManager=one`, configMap('o1', { a: '1' })),
  put('replace all that is in the map', `${configMaps}/o1?fieldManager=two`, configMap('o1', { b: '1' })),
  apply('apply: a conflict over the map', `${configMaps}/o1?fieldManager=three`, configMap('o1', { b: '2' })),
  apply('apply: what is there already', `${configMaps}/o2?fieldManager=one`, configMap('o2', { a: '1', b: '1' })),
  apply('apply: part of it', `${configMaps}/o2?fieldManager=two`, configMap('o2', { a: '1' })),
  apply('apply: an empty map', `${configMaps}/o3?fieldManager=one`, configMap('o3', {})),
  apply(
    'apply: a finalizer',
    `${configMaps}/o4?fieldManager=one`,
    configMap('o4', { a: '1' }, { finalizers: ['x.io/a'] }),
  ),
  apply(
    'apply: a finalizer before it',
    `${configMaps}/o4?fieldManager=one`,
    configMap('o4', { a: '1' }, { finalizers: ['x.io/b', 'x.io/a'] }),
  ),
  post('create without labels', configMaps, configMap('o6', { a: '1' })),
  strategicPatch('strategic: a null in a map that is not there', `${configMaps}/o6`, {
    metadata: { labels: { a: null, b: '1' } },
  }),
  post(
    'create with the time of a deletion',
    `${configMaps}?fieldManager=one`,
    configMap('o5', { a: '1' }, { deletionTimestamp: '2024-01-01T00:00:00Z', deletionGracePeriodSeconds: 5 }),
  ),
];
