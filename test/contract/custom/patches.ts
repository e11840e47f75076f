import { apply, bare, type ContractRequest, get, jsonPatch, mergePatch, post, strategicPatch } from '../request.ts';
import { allWidgets, gadgets, widget, widgets } from './kinds.ts';

const p1 = `${widgets}/p1`;
const a1 = `${widgets}/a1`;
const own = (spec: object, metadata: object = {}) => widget('a1', spec, metadata);

/** The three patches that custom resources know, and server-side apply. */
export const patchRequests: ContractRequest[] = [
  post('an object to patch', widgets, widget('p1', { size: 1, plain: ['a', 'b'], tags: [{ key: 'x', value: '1' }] })),
  jsonPatch('json: replace', p1, [{ op: 'replace', path: '/spec/size', value: 2 }]),
  jsonPatch('json: add to a list, copy, move', p1, [
    { op: 'add', path: '/spec/plain/-', value: 'c' },
    { op: 'copy', from: '/spec/plain/0', path: '/spec/plain/1' },
    { op: 'move', from: '/spec/plain/3', path: '/spec/plain/0' },
  ]),
  jsonPatch('json: a test that fails', p1, [{ op: 'test', path: '/spec/size', value: 9 }]),
  jsonPatch('json: remove what is not there', p1, [{ op: 'remove', path: '/spec/none' }]),
  jsonPatch('json: replace what is not there', p1, [{ op: 'replace', path: '/spec/none', value: 1 }]),
  jsonPatch('json: add below what is not there', p1, [{ op: 'add', path: '/spec/none/a', value: 1 }]),
  jsonPatch('json: an index outside', p1, [{ op: 'add', path: '/spec/plain/9', value: 'x' }]),
  jsonPatch('json: an operation that is none', p1, [{ op: 'jump', path: '/spec/size' }]),
  jsonPatch('json: without a path', p1, [{ op: 'remove' }]),
  jsonPatch('json: an object', p1, { op: 'remove' }),
  jsonPatch('json: broken', p1, '[{'),
  jsonPatch('json: nothing to do', p1, []),
  jsonPatch('json: another version of the object', p1, [
    { op: 'replace', path: '/metadata/resourceVersion', value: '1' },
  ]),
  jsonPatch('json: another name', p1, [{ op: 'replace', path: '/metadata/name', value: 'p2' }]),
  mergePatch('merge: set and remove', p1, { spec: { color: 'blue', plain: null } }),
  mergePatch('merge: the same again', p1, { spec: { color: 'blue' } }),
  mergePatch('merge: with the status', p1, { status: { phase: 'Ignored' } }),
  mergePatch('merge: the status itself', `${p1}/status`, {
    status: { phase: 'Ready', conditions: [{ type: 'Ready', status: 'True' }] },
    spec: { size: 99 },
  }),
  mergePatch('merge: a wrong condition', `${p1}/status`, {
    status: { conditions: [{ type: 'Ready', status: 'Maybe' }] },
  }),
  mergePatch('merge: broken', p1, '{'),
  mergePatch('merge: a list', p1, '[]'),
  mergePatch('merge: another kind', p1, { kind: 'Gadget' }),
  mergePatch('merge: what is not there', `${widgets}/none`, { spec: {} }),
  mergePatch('merge: another resourceVersion', p1, { metadata: { resourceVersion: '1' } }),
  mergePatch('merge: in dry run', `${p1}?dryRun=All`, { spec: { size: 50 } }),
  mergePatch('merge: with force', `${p1}?force=true`, { spec: { size: 50 } }),
  strategicPatch('strategic', p1, { spec: { size: 3 } }),
  bare('PATCH', 'a patch of no kind', p1, { spec: {} }),
  bare('PATCH', 'a patch of another type', p1, { spec: {} }, { headers: { 'content-type': 'application/json' } }),
  get('what the patches have left', p1),

  apply(
    'apply: create',
    `${a1}?fieldManager=one`,
    own({ size: 1, tags: [{ key: 'x', value: '1' }], names: ['n'], labels: { a: 'a' } }),
  ),
  apply(
    'apply: the same again',
    `${a1}?fieldManager=one`,
    own({ size: 1, tags: [{ key: 'x', value: '1' }], names: ['n'], labels: { a: 'a' } }),
  ),
  apply(
    'apply: another adds',
    `${a1}?fieldManager=two`,
    own({ tags: [{ key: 'y', value: '2' }], names: ['m'], labels: { b: 'b' } } as object),
  ),
  apply('apply: a conflict', `${a1}?fieldManager=two`, own({ size: 2, tags: [{ key: 'x', value: '9' }] })),
  apply('apply: by force', `${a1}?fieldManager=two&force=true`, own({ size: 2, tags: [{ key: 'x', value: '9' }] })),
  apply('apply: what is given up', `${a1}?fieldManager=one`, own({ size: 2 })),
  mergePatch('an update beside it', `${a1}?fieldManager=three`, { spec: { size: 7 } }),
  apply('apply: a conflict with an update', `${a1}?fieldManager=two`, own({ size: 2 })),
  apply('apply: two conflicts', `${a1}?fieldManager=four`, own({ size: 3, tags: [{ key: 'x', value: '0' }] })),
  apply('apply: the status', `${a1}/status?fieldManager=keeper`, {
    apiVersion: 'demo.example.com/v1',
    kind: 'Widget',
    metadata: { name: 'a1' },
    status: { phase: 'Up' },
  }),
  apply('apply: without a manager', a1, own({ size: 2 })),
  apply(
    'apply: with managedFields',
    `${a1}?fieldManager=one`,
    own({ size: 2 }, { managedFields: [{ manager: 'x', operation: 'Apply' }] }),
  ),
  apply('apply: another name', `${a1}?fieldManager=one`, widget('other', { size: 2 })),
  apply('apply: another kind', `${a1}?fieldManager=one`, { ...own({ size: 2 }), kind: 'Gadget' }),
  apply('apply: without a kind', `${a1}?fieldManager=one`, { metadata: { name: 'a1' } }),
  apply('apply: a field of the wrong type', `${a1}?fieldManager=one`, own({ size: 'x' })),
  apply('apply: a key twice', `${a1}?fieldManager=one`, own({ size: 2, tags: [{ key: 'x' }, { key: 'x' }] })),
  apply('apply: an unknown field', `${a1}?fieldManager=one`, own({ size: 2, more: 1 })),
  apply(
    'apply: an unknown field, strictly',
    `${a1}?fieldManager=one&fieldValidation=Strict`,
    own({ size: 2, more: 1 }),
  ),
  apply('apply: broken', `${a1}?fieldManager=one`, '{'),
  apply('apply: an invalid one', `${a1}?fieldManager=one&force=true`, own({ size: 500 })),
  apply('apply: create in dry run', `${widgets}/a2?fieldManager=one&dryRun=All`, widget('a2', { size: 2 })),
  apply(
    'apply: with a uid of nothing',
    `${widgets}/a2?fieldManager=one`,
    widget('a2', { size: 2 }, { uid: '11111111-2222-3333-4444-555555555555' }),
  ),
  apply('apply: to a collection', `${allWidgets}?fieldManager=one`, own({ size: 2 })),
  apply('apply: a wrong force', `${a1}?fieldManager=one&force=perhaps`, own({ size: 2 })),
  bare('PATCH', 'apply: CBOR', `${a1}?fieldManager=one`, 'x', {
    headers: { 'content-type': 'application/apply-patch+cbor' },
  }),
  get('what the appliers have left', a1),
  mergePatch('managedFields taken away', a1, { metadata: { managedFields: [{}] } }),
  mergePatch('a write where nobody owns', a1, { spec: { size: 8 } }),
  apply('apply: where nobody owns', `${a1}?fieldManager=one`, own({ size: 8 })),
  apply('apply: a null', `${widgets}/a3?fieldManager=one`, widget('a3', { size: 1, name: null })),
  apply(
    'apply: a map with something in it',
    `${widgets}/a3?fieldManager=one`,
    widget('a3', { size: 1, labels: { a: 'a' } }),
  ),
  apply('apply: the map with nothing in it', `${widgets}/a3?fieldManager=one`, widget('a3', { size: 1, labels: {} })),
  get('no patch of another kind', `${gadgets}/none`),
];
