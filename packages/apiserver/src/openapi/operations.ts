import type { Resource } from '../resource.ts';
import type { Review } from '../reviews.ts';
import { customName } from './custom.ts';

/** What can be asked of a path, in terms that OpenAPI v2 and v3 are both written from. */
export interface Operation {
  method: 'get' | 'put' | 'post' | 'delete' | 'patch';
  /** `x-kubernetes-action`. */
  action: string;
  id: string;
  description: string;
  query: readonly Parameter[];
  /** Definition of the body, and the media types it may have. */
  body?: { definition: string; types: readonly string[] };
  /** Definition of the answer. */
  answer: string;
  created: boolean;
  gvk: { group: string; version: string; kind: string };
}

export interface Parameter {
  name: string;
  type: 'string' | 'boolean' | 'integer';
  description: string;
}

export interface PathItem {
  path: string;
  tag: string;
  /** Parameters in the path. */
  in: readonly Parameter[];
  operations: readonly Operation[];
}

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';

const parameters = {
  pretty: ['string', "If 'true', then the output is pretty printed."],
  dryRun: ['string', 'When present, indicates that modifications should not be persisted. Valid values are: All'],
  fieldManager: ['string', 'The name of the actor or entity that is making these changes, of at most 128 characters.'],
  fieldValidation: ['string', 'What to do about unknown or duplicate fields: Ignore, Warn (the default) or Strict.'],
  force: ['boolean', 'Re-acquire conflicting fields owned by other people; for apply requests only.'],
  allowWatchBookmarks: ['boolean', 'Requests watch events with type "BOOKMARK".'],
  continue: ['string', 'The continue value of the previous page.'],
  fieldSelector: ['string', 'A selector to restrict the list of returned objects by their fields.'],
  labelSelector: ['string', 'A selector to restrict the list of returned objects by their labels.'],
  limit: ['integer', 'The maximum number of objects to return.'],
  resourceVersion: ['string', 'A constraint on what resource versions a request may be served from.'],
  resourceVersionMatch: ['string', 'How resourceVersion is applied to list calls.'],
  sendInitialEvents: ['boolean', 'Begin a watch with synthetic events for the current state.'],
  timeoutSeconds: ['integer', 'How long the call may last.'],
  watch: ['boolean', 'Watch for changes and return them as a stream.'],
  gracePeriodSeconds: ['integer', 'Accepted and ignored: objects go at once.'],
  propagationPolicy: ['string', 'Whether and how dependents are collected. Nothing here collects any.'],
} as const satisfies Record<string, readonly ['string' | 'boolean' | 'integer', string]>;

function some(...names: (keyof typeof parameters)[]): Parameter[] {
  return names.map((name) => ({ name, type: parameters[name][0], description: parameters[name][1] }));
}

const writing = some('dryRun', 'fieldManager', 'fieldValidation');
const listing = some(
  'allowWatchBookmarks',
  'continue',
  'fieldSelector',
  'labelSelector',
  'limit',
  'resourceVersion',
  'resourceVersionMatch',
  'sendInitialEvents',
  'timeoutSeconds',
  'watch',
);
const patchTypes = ['application/json-patch+json', 'application/merge-patch+json', 'application/apply-patch+yaml'];
const strategic = 'application/strategic-merge-patch+json';
const anyType = ['*/*'];

/** The paths of a resource: its collection, one object, and the status. */
export function pathsOf(resource: Resource): PathItem[] {
  const { group, version, kind, plural, namespaced, definition } = resource;
  const [object, list] = definitionNames(resource);
  const base = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespaced ? `${base}/namespaces/{namespace}/${plural}` : `${base}/${plural}`;
  const tag = tagOf(group, version);
  const suffix = `${capital(tag)}${namespaced ? 'Namespaced' : ''}${kind}`;
  const gvk = { group, version, kind };
  const types = definition === undefined ? ['application/json', 'application/yaml'] : anyType;
  const patches = definition === undefined ? patchTypes : [...patchTypes, strategic];
  const has = (verb: string): boolean => resource.verbs.some((own) => own === verb);
  const common = { gvk, created: false };

  const collection: Operation[] = [];
  const read = { ...common, method: 'get' as const };
  if (has('list')) {
    collection.push({
      ...read,
      action: 'list',
      id: `list${suffix}`,
      description: `list objects of kind ${kind}`,
      query: listing,
      answer: list,
    });
  }
  if (has('create')) {
    const body = { definition: object, types };
    collection.push({
      ...common,
      method: 'post',
      action: 'post',
      id: `create${suffix}`,
      description: `create a ${kind}`,
      query: writing,
      body,
      answer: object,
      created: true,
    });
  }
  if (has('deletecollection')) {
    collection.push({
      ...common,
      method: 'delete',
      action: 'deletecollection',
      id: `deleteCollection${suffix}`,
      description: `delete collection of ${kind}`,
      query: listing,
      answer: `${meta}.Status`,
    });
  }
  const single = (sub: '' | 'Status'): Operation[] => {
    const what = sub === '' ? `the specified ${kind}` : `status of the specified ${kind}`;
    const patchBody = { definition: `${meta}.Patch`, types: patches };
    const all: Operation[] = [
      {
        ...read,
        action: 'get',
        id: `read${suffix}${sub}`,
        description: `read ${what}`,
        query: some('resourceVersion'),
        answer: object,
      },
      {
        ...common,
        method: 'put',
        action: 'put',
        id: `replace${suffix}${sub}`,
        description: `replace ${what}`,
        query: writing,
        body: { definition: object, types },
        answer: object,
        created: true,
      },
    ];
    if (sub === '') {
      const options = some('dryRun', 'gracePeriodSeconds', 'propagationPolicy');
      all.push({
        ...common,
        method: 'delete',
        action: 'delete',
        id: `delete${suffix}`,
        description: `delete a ${kind}`,
        query: options,
        body: { definition: `${meta}.DeleteOptions`, types: anyType },
        answer: `${meta}.Status`,
      });
    }
    const query = [...writing, ...some('force')];
    all.push({
      ...common,
      method: 'patch',
      action: 'patch',
      id: `patch${suffix}${sub}`,
      description: `partially update ${what}`,
      query,
      body: patchBody,
      answer: object,
    });
    return all;
  };
  const place: Parameter[] = namespaced
    ? [{ name: 'namespace', type: 'string', description: 'object name and auth scope, such as for teams and projects' }]
    : [];
  const named: Parameter[] = [{ name: 'name', type: 'string', description: `name of the ${kind}` }, ...place];
  const items: PathItem[] = [
    { path: scope, tag, in: place, operations: collection },
    { path: `${scope}/{name}`, tag, in: named, operations: single('') },
  ];
  if (resource.status) items.push({ path: `${scope}/{name}/status`, tag, in: named, operations: single('Status') });
  if (namespaced) {
    const all: Operation = {
      ...read,
      action: 'list',
      id: `list${capital(tag)}${kind}ForAllNamespaces`,
      description: `list objects of kind ${kind}`,
      query: listing,
      answer: list,
    };
    items.push({ path: `${base}/${plural}`, tag, in: [], operations: [all] });
  }
  return items;
}

export function reviewPaths({ group, version, path, kind, definition }: Review): PathItem[] {
  if (definition === undefined) return [];
  const tag = tagOf(group, version);
  const gvk = { group, version, kind };
  const operation: Operation = {
    method: 'post',
    action: 'post',
    id: `create${capital(tag)}${kind}`,
    description: `create a ${kind}`,
    query: writing,
    body: { definition, types: anyType },
    answer: definition,
    created: true,
    gvk,
  };
  return [{ path: `/apis/${group}/${version}/${path}`, tag, in: [], operations: [operation] }];
}

/** The names of the definitions of a kind and of its list. */
export function definitionNames(resource: Resource): [string, string] {
  const { definition, kind, listKind } = resource;
  return definition === undefined
    ? [customName(resource, kind), customName(resource, listKind)]
    : [definition, `${definition}List`];
}

/** `demoExampleCom_v1`, as a real server names the operations of a group's version. */
function tagOf(group: string, version: string): string {
  const parts = (group === '' ? 'core' : group.replace(/\.k8s\.io$/, '')).split(/[.-]/);
  return `${parts.map((part, index) => (index === 0 ? part : capital(part))).join('')}_${version}`;
}

function capital(text: string): string {
  const whole = text.replace(/_(\w)/, (_, letter: string) => letter.toUpperCase());
  return whole.slice(0, 1).toUpperCase() + whole.slice(1);
}
