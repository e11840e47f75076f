import { apply, type ContractRequest, get, mergePatch, post, put, remove, strategicPatch } from '../request.ts';

const older = '/api/v1/namespaces/default/events';
const newer = '/apis/events.k8s.io/v1/namespaces/default/events';

const here = { involvedObject: { namespace: 'default' } };
const oldEvent = (name: string, more: object = {}, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, ...metadata },
  ...more,
});
const newEvent = (name: string, more: object = {}, metadata: object = {}) => ({
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name, ...metadata },
  regarding: { kind: 'ConfigMap', namespace: 'default', name: 'x' },
  reason: 'Noted',
  note: 'It was noted.',
  type: 'Normal',
  action: 'Note',
  reportingController: 'example.com/lab',
  reportingInstance: 'lab-1',
  eventTime: '2024-01-01T00:00:00.123456Z',
  ...more,
});

/** Events through both of their groups, which are the same objects. */
export const eventRequests: ContractRequest[] = [
  post('an old event about another namespace', older, oldEvent('e1', { involvedObject: { namespace: 'other' } })),
  post('an old event with a name of other kinds', older, oldEvent('Upper_', here)),
  post('an old event with a name that is no path', older, oldEvent('a/b%', here)),
  post('an old event with a finalizer of no domain', older, oldEvent('e2', here, { finalizers: ['bad'] })),
  post(
    'an old event with a time of new ones',
    older,
    oldEvent('e3', { ...here, eventTime: '2024-01-01T00:00:00.000000Z' }),
  ),
  post('an old event of a series', older, oldEvent('e4', { ...here, series: { count: 0 } })),
  post(
    'an old event with long texts',
    older,
    oldEvent('e5', { ...here, reason: 'x'.repeat(200), message: 'y'.repeat(2000) }),
  ),
  get('an old event as a new one', `${newer}/e4`),
  post('a new event of nothing', newer, { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'n0' } }),
  post('a new event', newer, newEvent('n1')),
  get('a new event as an old one', `${older}/n1`),
  post(
    'a new event with fields of old ones',
    newer,
    newEvent('n2', { deprecatedCount: 3, deprecatedSource: { host: 'h' } }),
  ),
  post('a new event of a series of one', newer, newEvent('n2', { series: { count: 1 } })),
  post(
    'a new event of a series',
    newer,
    newEvent('n3', { series: { count: 2, lastObservedTime: '2024-01-01T00:00:00.000000Z' } }),
  ),
  post(
    'a new event with long texts',
    newer,
    newEvent('n2', { reason: 'x'.repeat(200), note: 'y'.repeat(2000), reportingInstance: 'w'.repeat(200), action: '' }),
  ),
  post('a new event of another type', newer, newEvent('n2', { type: 'Odd', reportingController: 'a b' })),
  post('a new event with a finalizer of no domain', newer, newEvent('n2', {}, { finalizers: ['bad'] })),
  mergePatch('a series for a new event', `${newer}/n1`, {
    series: { count: 2, lastObservedTime: '2024-01-01T00:00:01.000000Z' },
  }),
  mergePatch('a new event changed as an old one', `${older}/n1`, {
    count: 7,
    metadata: { finalizers: ['example.com/a'] },
  }),
  remove('delete an event', `${older}/n1`, { propagationPolicy: 'Foreground' }),
  mergePatch('add a finalizer to an event that is being deleted', `${newer}/n1`, {
    metadata: { finalizers: ['example.com/a', 'example.com/b'] },
  }),
  mergePatch('let the event go', `${newer}/n1`, { metadata: { finalizers: null } }),
  put('put a new event that is not there', `${newer}/n5`, newEvent('n5')),
  put('put an old event that is not there', `${older}/e6`, oldEvent('e6', here, { resourceVersion: '7' })),
  put('replace a new event', `${newer}/n3`, newEvent('n3', { note: 'again' })),
  put('replace it as an old one', `${older}/n3`, oldEvent('n3', here)),
  apply('apply a new event', `${newer}/n4?fieldManager=a`, newEvent('n4')),
  apply('apply it as an old one', `${older}/n4?fieldManager=b`, oldEvent('n4', { message: 'x' })),
  strategicPatch('patch it strategically', `${newer}/n4`, { deprecatedSource: { component: 'q' } }),
  get('events by what they are about', `${older}?fieldSelector=involvedObject.name=x,reason=Noted,type=Normal`),
  get('events by who reports', `${newer}?fieldSelector=reportingController=example.com/lab,regarding.name=x`),
  remove('delete events of a reason', `${older}?fieldSelector=reason=Noted`),
];
