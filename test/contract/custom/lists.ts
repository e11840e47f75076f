import { accept, type ContractRequest, get, mergePatch, post, remove } from '../request.ts';
import { allWidgets, definitions, gadgets, widget, widgets } from './kinds.ts';

const l = (name: string, app: string, color: string): ContractRequest =>
  post(`make ${name}`, widgets, widget(name, { size: 1, color }, { labels: { app, set: 'l' } }), { setup: true });
const in_l = (query: string): string => `${widgets}?labelSelector=set%3Dl${query}`;
const token = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const partial = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const partialList = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';

/** Lists, pages, selectors, versions, tables and watches. */
export const listRequests: ContractRequest[] = [
  l('l1', 'a', 'red'),
  l('l2', 'b', 'blue'),
  l('l3', 'a', 'green'),
  get('list', in_l('')),
  get('list across namespaces', `${allWidgets}?labelSelector=set%3Dl`),
  get('list of another namespace', '/apis/demo.example.com/v1/namespaces/kube-system/widgets'),
  get('list in the other version', '/apis/demo.example.com/v1beta1/namespaces/default/widgets?labelSelector=set%3Dl'),
  get('page 1', in_l('&limit=2')),
  get('page 2', in_l('&limit=2&continue={{page 1:metadata.continue}}')),
  get('page 2 with a resourceVersion', in_l('&limit=2&resourceVersion=5&continue={{page 1:metadata.continue}}')),
  get('page 2 with resourceVersion 0', in_l('&limit=2&resourceVersion=0&continue={{page 1:metadata.continue}}')),
  get('a continue that is none', in_l('&continue=abc')),
  get('a continue of another kind', in_l(`&continue=${token({ v: 'meta.k8s.io/v9', rv: 1, start: 'x' })}`)),
  get(
    'a continue that leaves the collection',
    in_l(`&continue=${token({ v: 'meta.k8s.io/v1', rv: 1, start: '../x' })}`),
  ),
  get('a continue without a start', in_l(`&continue=${token({ v: 'meta.k8s.io/v1', rv: 1 })}`)),
  get('a limit that is no number', in_l('&limit=many')),
  get('a negative limit', in_l('&limit=-1')),
  get('labels: equal', in_l(',app=a&limit=500')),
  get('labels: not equal', in_l(',app!%3Da')),
  get('labels: in', in_l(',app+in+(a,b)')),
  get('labels: notin', in_l(',app+notin+(a)')),
  get('labels: there', in_l(',app')),
  get('labels: not there', in_l(',!app')),
  get('labels: greater', in_l(',app>1')),
  get('labels: greater than a text', in_l(',app>x')),
  get('labels: broken', in_l(',app+in+a')),
  get('labels: a value that is none', in_l(',app%3Da!b')),
  get('labels: a key that is none', in_l(',a/b/c%3Dx')),
  get('fields: the name', `${widgets}?fieldSelector=metadata.name%3Dl2`),
  get('fields: the namespace', `${allWidgets}?fieldSelector=metadata.namespace%3Dnone`),
  get('fields: one of its own', in_l('&fieldSelector=spec.color%3Dblue')),
  get('fields: not equal', in_l('&fieldSelector=spec.color!%3Dblue')),
  get('fields: one that cannot be asked', in_l('&fieldSelector=spec.size%3D1')),
  get('fields: broken', in_l('&fieldSelector=metadata.name')),
  get('resourceVersion 0', in_l('&resourceVersion=0')),
  get(
    'a resourceVersion, exactly',
    in_l('&resourceVersionMatch=Exact&resourceVersion={{list:metadata.resourceVersion}}'),
  ),
  get(
    'a resourceVersion, not older',
    in_l('&resourceVersionMatch=NotOlderThan&resourceVersion={{list:metadata.resourceVersion}}'),
  ),
  get('resourceVersion 0, exactly', in_l('&resourceVersionMatch=Exact&resourceVersion=0')),
  get('a match without a resourceVersion', in_l('&resourceVersionMatch=Exact')),
  get('a match that is none', in_l('&resourceVersionMatch=Perhaps&resourceVersion=1')),
  get(
    'a match with a continue',
    in_l('&resourceVersionMatch=Exact&resourceVersion=1&continue={{page 1:metadata.continue}}'),
  ),
  get('a resourceVersion that is none', in_l('&resourceVersion=x')),
  get('a resourceVersion of the future', in_l('&resourceVersion=999999999&timeoutSeconds=4')),
  get('sendInitialEvents without a watch', in_l('&sendInitialEvents=true')),
  get('a table', in_l(''), accept(table)),
  get('a table with whole objects', in_l('&includeObject=Object&limit=1'), accept(table)),
  get('a table without objects', in_l('&includeObject=None'), accept(table)),
  get('a table with a wrong includeObject', in_l('&includeObject=Some'), accept(table)),
  get('a table of one', `${widgets}/l1`, accept(table)),
  get('a table in the form of before', `${widgets}/l1`, accept('application/json;as=Table;v=v1beta1;g=meta.k8s.io')),
  get('a table in a form that is none', `${widgets}/l1`, accept('application/json;as=Table;v=v2;g=meta.k8s.io')),
  get('a table, or else plain', `${widgets}/l1`, accept(`${table},application/json`)),
  get('a table that is not there', `${widgets}/none`, accept(table)),
  get('metadata of one', `${widgets}/l1`, accept(partial)),
  get('metadata of a list', in_l(''), accept(partialList)),
  get('metadata of a list, as if of one', in_l(''), accept(partial)),
  get('metadata of one, as if of a list', `${widgets}/l1`, accept(partialList)),
  get('a protocol buffer', `${widgets}/l1`, accept('application/vnd.kubernetes.protobuf')),
  get('CBOR', `${widgets}/l1`, accept('application/cbor')),
  get('an empty list', `${gadgets}?labelSelector=none`),

  mergePatch('change l1', `${widgets}/l1`, { spec: { size: 2 } }, { setup: true }),
  mergePatch('l2 leaves the selection', `${widgets}/l2`, { metadata: { labels: { set: 'm' } } }, { setup: true }),
  remove('delete l3', `${widgets}/l3`, undefined, { setup: true }),
  get('watch from a version', in_l('&watch=1&timeoutSeconds=1&resourceVersion={{list:metadata.resourceVersion}}')),
  get(
    'watch one from a version',
    `${widgets}?fieldSelector=metadata.name%3Dl1&watch=true&timeoutSeconds=1&resourceVersion={{list:metadata.resourceVersion}}`,
  ),
  get(
    'watch as tables',
    in_l('&watch=1&timeoutSeconds=1&resourceVersion={{list:metadata.resourceVersion}}'),
    accept(table),
  ),
  get(
    'watch as metadata',
    in_l('&watch=1&timeoutSeconds=1&resourceVersion={{list:metadata.resourceVersion}}'),
    accept(partial),
  ),
  get(
    'watch in the other version',
    '/apis/demo.example.com/v1beta1/widgets?labelSelector=set%3Dl&watch=1&timeoutSeconds=1&resourceVersion={{list:metadata.resourceVersion}}',
  ),
  get(
    'watch by the old path',
    '/apis/demo.example.com/v1/watch/namespaces/default/widgets?timeoutSeconds=1&resourceVersion={{list:metadata.resourceVersion}}',
  ),
  get('watch what is there', in_l('&watch=1&timeoutSeconds=1')),
  get('watch from 0', in_l('&watch=1&timeoutSeconds=1&resourceVersion=0')),
  get('watch one object', `${widgets}/l1?watch=1&timeoutSeconds=1`),
  get('watch from a version too old', in_l('&watch=1&timeoutSeconds=1&resourceVersion=1')),
  get('watch from a version that is none', in_l('&watch=1&timeoutSeconds=1&resourceVersion=x')),
  get(
    'watch with initial events',
    in_l('&watch=1&timeoutSeconds=2&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'),
  ),
  get(
    'watch with initial events and no bookmarks',
    in_l('&watch=1&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan'),
  ),
  get('watch with initial events and no match', in_l('&watch=1&timeoutSeconds=1&sendInitialEvents=true')),
  get(
    'watch with initial events and another match',
    in_l('&watch=1&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=Exact&resourceVersion=1'),
  ),
  get(
    'watch without initial events',
    in_l(
      '&watch=1&timeoutSeconds=1&sendInitialEvents=false&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    ),
  ),
  get('watch with a match', in_l('&watch=1&timeoutSeconds=1&resourceVersionMatch=NotOlderThan')),
  get('watch with a wrong selector', in_l(',(&watch=1&timeoutSeconds=1')),
  get('watch with a field that cannot be asked', in_l('&watch=1&timeoutSeconds=1&fieldSelector=spec.size%3D1')),
  get('a timeout that is none', in_l('&watch=1&timeoutSeconds=soon')),
  get('a watch that is perhaps one', in_l('&watch=maybe&timeoutSeconds=1')),
  remove('delete the definition', `${definitions}/gadgets.demo.example.com`),
  get('wait until it is gone', `${definitions}/gadgets.demo.example.com`, { until: 404, setup: true }),
  get('objects of a definition that is gone', `${gadgets}/g1`, { until: 404 }),
];
