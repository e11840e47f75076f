import { apply, type ContractRequest, get, mergePatch, post, put, remove } from '../request.ts';
import { widget, widgets } from './kinds.ts';

const policies = ['orphan', 'foregroundDeletion'];
const owner = { apiVersion: 'v1', kind: 'A', name: 'a', uid: 'u' };

/** What metadata may hold, and how an object goes that finalizers hold. */
export const finalizerRequests: ContractRequest[] = [
  post(
    'create with every kind of wrong finalizer',
    widgets,
    widget('f0', { size: 1 }, { finalizers: ['bad', 'a b/c', '', 'example.com/', 'a/b/c', 'UP/x'] }),
  ),
  post(
    'create with finalizers to warn of',
    widgets,
    widget('f1', { size: 1 }, { finalizers: ['bad', 'dotted.x', 'kubernetes'] }),
  ),
  mergePatch('add a finalizer to warn of', `${widgets}/f1`, { metadata: { finalizers: ['bad', 'new'] } }),
  mergePatch('a finalizer in a patch of the status', `${widgets}/f1/status`, { metadata: { finalizers: ['newer'] } }),
  apply('apply a finalizer to warn of', `${widgets}/f1?fieldManager=x`, {
    ...widget('f1', { size: 1 }, { finalizers: ['applied'] }),
  }),
  post('create with both policies', widgets, widget('f0', { size: 1 }, { finalizers: policies })),
  mergePatch('add both policies', `${widgets}/f1`, { metadata: { finalizers: policies } }),
  post(
    'create with several controllers',
    widgets,
    widget('f0', { size: 1 }, { ownerReferences: ['a', 'b', 'c'].map((uid) => ({ ...owner, uid, controller: true })) }),
  ),
  post(
    'create with owners that are none',
    widgets,
    widget(
      'f0',
      { size: 1 },
      { ownerReferences: ['v1', 'a/b/c', 'a/'].map((v) => ({ ...owner, apiVersion: v, kind: 'Event' })) },
    ),
  ),
  post(
    'create with an owner twice',
    `${widgets}?dryRun=All`,
    widget('f0', { size: 1 }, { ownerReferences: [owner, owner] }),
  ),
  mergePatch('add an owner twice', `${widgets}/f1?dryRun=All`, {
    metadata: { ownerReferences: [owner, owner, owner] },
  }),
  post('create with a negative generation', widgets, widget('f0', { size: 1 }, { generation: -1 })),
  mergePatch('add what metadata may not hold', `${widgets}/f1`, {
    metadata: {
      labels: { 'a b': 'c d' },
      annotations: { '/x': 'y' },
      ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }],
      finalizers: ['a b/c'],
    },
  }),
  mergePatch('add the marks of a deletion', `${widgets}/f1`, {
    metadata: { deletionTimestamp: '2024-01-01T00:00:00Z', deletionGracePeriodSeconds: 5 },
  }),
  post('create what will be held', widgets, widget('f2', { size: 1 }, { finalizers: ['example.com/x'] })),
  remove('delete what is held if it is the same', `${widgets}/f2`, {
    preconditions: { uid: '{{create what will be held:metadata.uid}}' },
  }),
  remove('delete what is being deleted if it is another', `${widgets}/f2`, { preconditions: { uid: 'other' } }),
  remove('delete with both ways to say the policy', `${widgets}/f2`, {
    orphanDependents: true,
    propagationPolicy: 'Orphan',
  }),
  remove('delete what is being deleted, in the foreground', `${widgets}/f2`, { propagationPolicy: 'Foreground' }),
  remove('delete what is being deleted, in the background', `${widgets}/f2`, { propagationPolicy: 'Background' }),
  remove('delete what is being deleted, with grace', `${widgets}/f2`, { gracePeriodSeconds: -5 }),
  get('what is being deleted', `${widgets}/f2`),
  post('create what is being deleted', widgets, widget('f2')),
  mergePatch('add finalizers to what is being deleted', `${widgets}/f2`, {
    metadata: { finalizers: ['example.com/x', 'example.com/b', 'example.com/a'] },
  }),
  apply('apply a finalizer to what is being deleted', `${widgets}/f2?fieldManager=m&force=true`, {
    ...widget('f2', { size: 1 }, { finalizers: ['example.com/q'] }),
  }),
  put(
    'replace the finalizers of what is being deleted',
    `${widgets}/f2`,
    widget(
      'f2',
      { size: 1 },
      { finalizers: ['example.com/y'], resourceVersion: '{{what is being deleted:metadata.resourceVersion}}' },
    ),
  ),
  mergePatch('let it go in dry run', `${widgets}/f2?dryRun=All`, { metadata: { finalizers: null } }),
  mergePatch('let it go by its status', `${widgets}/f2/status`, { metadata: { finalizers: null } }),
  mergePatch('let it go', `${widgets}/f2`, { metadata: { finalizers: null } }),
  get('what was let go', `${widgets}/f2`),
  put('replace what was let go', `${widgets}/f2`, widget('f2', { size: 1 }, { resourceVersion: '1', uid: 'u' })),
  post(
    'create what is to be orphaned',
    widgets,
    widget('f3', { size: 1 }, { finalizers: ['example.com/x', 'orphan'] }),
  ),
  remove('delete it in the background', `${widgets}/f3?propagationPolicy=Background`),
  mergePatch('let it go too', `${widgets}/f3`, { metadata: { finalizers: null } }),
  apply(
    'apply texts that are none',
    `${widgets}/f4?fieldManager=m`,
    widget('f4', { size: 1, color: { a: [1, 'x', 1.5] } }),
  ),
  apply('apply a list that is none', `${widgets}/f4?fieldManager=m`, widget('f4', { size: 1, names: { a: 1 } })),
  apply('apply items that are none', `${widgets}/f4?fieldManager=m`, widget('f4', { size: 1, names: [1, { a: 1 }] })),
  apply(
    'create by an apply the time of a deletion',
    `${widgets}/f6?fieldManager=m`,
    widget('f6', { size: 1 }, { deletionTimestamp: '2024-01-01T00:00:00Z' }),
  ),
  get('what is being deleted from the start', `${widgets}/f6`),
  remove('delete what that created', `${widgets}/f6`),
  apply(
    'create by an apply a deletion with a time of grace',
    `${widgets}/f6?fieldManager=m`,
    widget('f6', { size: 1 }, { deletionTimestamp: '2024-01-01T00:00:00Z', deletionGracePeriodSeconds: 30 }),
  ),
  mergePatch('change what is in its time of grace', `${widgets}/f6`, { metadata: { labels: { a: 'b' } } }),
  remove('end the time of grace', `${widgets}/f6`),
  apply(
    'create by an apply a deletion that is held',
    `${widgets}/f6?fieldManager=m`,
    widget('f6', { size: 1 }, { deletionTimestamp: '2024-01-01T00:00:00Z', finalizers: ['demo.example.com/hold'] }),
  ),
  remove('delete what is held', `${widgets}/f6`),
  remove('delete it again', `${widgets}/f6`),
  mergePatch('let it go', `${widgets}/f6`, { metadata: { finalizers: null } }),
  apply(
    'create by an apply a deletion to come',
    `${widgets}/f7?fieldManager=m`,
    widget('f7', { size: 1 }, { deletionTimestamp: '2999-01-01T00:00:00Z' }),
  ),
  apply('apply to what is to be deleted', `${widgets}/f7?fieldManager=m`, widget('f7', { size: 2 })),
  get('what was to be deleted', `${widgets}/f7`),
  apply('create by an apply what has no finalizer', `${widgets}/f5?fieldManager=m`, widget('f5', { size: 1 })),
  apply(
    'apply no finalizer onto what has none',
    `${widgets}/f5?fieldManager=m`,
    widget('f5', { size: 1 }, { finalizers: [] }),
  ),
  get('what no finalizer was applied to', `${widgets}/f5`),
  apply(
    'apply one finalizer',
    `${widgets}/f5?fieldManager=m`,
    widget('f5', { size: 1 }, { finalizers: ['example.com/x'] }),
  ),
  apply('apply without it', `${widgets}/f5?fieldManager=m`, widget('f5', { size: 1 })),
  get('what was applied without it', `${widgets}/f5`),
  apply(
    'apply one finalizer again',
    `${widgets}/f5?fieldManager=m`,
    widget('f5', { size: 1 }, { finalizers: ['example.com/x'] }),
  ),
  remove('delete what an applied finalizer holds', `${widgets}/f5`),
  apply('let it go by an apply', `${widgets}/f5?fieldManager=m`, widget('f5', { size: 1 })),
  get('what an apply let go', `${widgets}/f5`),
  remove('delete what was warned of', `${widgets}/f1`, undefined, { setup: true }),
  mergePatch('let that go', `${widgets}/f1`, { metadata: { finalizers: null } }, { setup: true }),
];
