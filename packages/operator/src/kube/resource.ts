/** What Kubernetes keeps about every object; only the fields used here. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  annotations?: Record<string, string>;
}

export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** A kind of object as the API serves it. */
export interface Resource<T> {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  kind: string;
  /** Turns what the server sent into T, or throws. The one place where the wire's `unknown` ends. */
  parse(value: unknown): T;
}

/** Where an object is; without a namespace, cluster-scoped (or, in a list, everywhere). */
export interface Place {
  namespace?: string;
  name?: string;
  subresource?: string;
}

function apiVersionOf({ group, version }: Pick<Resource<unknown>, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The path of an object or, without a name, of its collection. */
export function pathOf(resource: Resource<unknown>, { namespace, name, subresource }: Place = {}): string {
  const root = resource.group === '' ? 'api' : 'apis';
  const parts = [root, apiVersionOf(resource)];
  if (namespace !== undefined) parts.push('namespaces', encodeURIComponent(namespace));
  parts.push(resource.plural);
  if (name !== undefined) parts.push(encodeURIComponent(name));
  if (subresource !== undefined) parts.push(subresource);
  return `/${parts.join('/')}`;
}

/** Any object at all: checks only what this package relies on, the metadata that names it. */
export function parseObject(value: unknown): KubeObject {
  const metadata = isRecord(value) ? value['metadata'] : undefined;
  if (
    !isRecord(value) ||
    !isRecord(metadata) ||
    typeof metadata['name'] !== 'string' ||
    typeof metadata['resourceVersion'] !== 'string'
  ) {
    throw new TypeError('not a Kubernetes object: it has no metadata.name and metadata.resourceVersion');
  }
  // The rest of the metadata is the API server's own and of these types in every version of Kubernetes.
  return value as unknown as KubeObject;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
