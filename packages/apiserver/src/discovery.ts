import { createHash } from 'node:crypto';
import { compareVersions } from './meta/versions.ts';
import { apiVersionOf, type Resource } from './resource.ts';
import { reviews } from './reviews.ts';
import type { Json, JsonObject } from './schema/json.ts';

/** What the server says of itself: groups, versions, resources. */

/** A resource of discovery: stored ones, their subresources, and reviews, which are only ever created. */
interface Listed {
  group: string;
  version: string;
  name: string;
  singular: string;
  namespaced: boolean;
  kind: string;
  /** Group and version of what is sent, where it is not the resource's own. */
  of?: { group: string; version: string };
  verbs: readonly string[];
  shortNames: string[];
  categories: string[];
  hash: string | undefined;
}

function listed(resources: readonly Resource[]): Listed[] {
  return [...resources.flatMap(listResource), accountTokens, ...reviews.map(listReview)];
}

const accountTokens: Listed = {
  group: '',
  version: 'v1',
  name: 'serviceaccounts/token',
  singular: '',
  namespaced: true,
  kind: 'TokenRequest',
  of: { group: 'authentication.k8s.io', version: 'v1' },
  verbs: ['create'],
  shortNames: [],
  categories: [],
  hash: undefined,
};

function listResource(resource: Resource): Listed[] {
  const { group, version, plural, kind, namespaced } = resource;
  const main: Listed = {
    group,
    version,
    name: plural,
    singular: resource.singular,
    namespaced,
    kind,
    verbs: resource.verbs,
    shortNames: resource.shortNames,
    categories: resource.categories,
    hash: storageHash(resource),
  };
  const sub: Listed = {
    ...main,
    name: `${plural}/status`,
    singular: '',
    verbs: ['get', 'patch', 'update'],
    shortNames: [],
    categories: [],
    hash: undefined,
  };
  const finalize: Listed = { ...sub, name: `${plural}/finalize`, verbs: ['update'] };
  return [main, ...(resource.finalize === undefined ? [] : [finalize]), ...(resource.status ? [sub] : [])];
}

function listReview(review: (typeof reviews)[number]): Listed {
  const { group, version, path, kind, namespaced } = review;
  const none = { verbs: ['create'], shortNames: [], categories: [], hash: undefined };
  const singular = kind.toLowerCase();
  return {
    group,
    version,
    name: path,
    singular,
    namespaced,
    kind,
    ...none,
  };
}

/** As apiserver derives it: the beginning of SHA-256 over group/version/kind of what is stored. */
function storageHash({ group, version, storageVersion, kind }: Resource): string {
  return createHash('sha256')
    .update(`${group}/${storageVersion ?? version}/${kind}`)
    .digest()
    .subarray(0, 8)
    .toString('base64');
}

interface Group {
  name: string;
  /** The preferred one first. */
  versions: string[];
}

function groupsOf(all: readonly Listed[]): Group[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, version } of all) {
    const versions = groups.get(group) ?? new Set();
    groups.set(group, versions.add(version));
  }
  return [...groups].map(([name, versions]) => ({ name, versions: [...versions].sort(compareVersions) }));
}

export function groupList(resources: readonly Resource[]): JsonObject {
  const groups = groupsOf(listed(resources)).filter(({ name }) => name !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupJson) };
}

export function groupOf(resources: readonly Resource[], name: string): JsonObject | undefined {
  const group = groupsOf(listed(resources)).find((one) => one.name === name);
  return group === undefined ? undefined : { kind: 'APIGroup', apiVersion: 'v1', ...groupJson(group) };
}

function groupJson({ name, versions }: Group): JsonObject {
  const all = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: all, preferredVersion: all[0] ?? {} };
}

export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

export function resourceList(resources: readonly Resource[], group: string, version: string): JsonObject | undefined {
  const own = listed(resources).filter((one) => one.group === group && one.version === version);
  if (own.length === 0) return undefined;
  const sorted =
    own.some(({ hash }) => hash !== undefined) && group === '' ? own.sort((a, b) => (a.name < b.name ? -1 : 1)) : own;
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf({ group, version }),
    resources: sorted.map(
      (one): JsonObject => ({
        name: one.name,
        singularName: one.singular,
        namespaced: one.namespaced,
        ...(one.of === undefined ? {} : one.of),
        kind: one.kind,
        verbs: [...one.verbs],
        ...(one.shortNames.length > 0 ? { shortNames: one.shortNames } : {}),
        ...(one.categories.length > 0 ? { categories: one.categories } : {}),
        ...(one.hash === undefined ? {} : { storageVersionHash: one.hash }),
      }),
    ),
  };
}

/** Everything at once: APIGroupDiscoveryList, for `/api` (core) or `/apis` (the rest). */
export function aggregated(resources: readonly Resource[], core: boolean): JsonObject {
  const all = listed(resources);
  const groups = groupsOf(all).filter(({ name }) => (name === '') === core);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => ({
      metadata: core ? {} : { name: group.name },
      versions: group.versions.map((name) => ({
        version: name,
        resources: aggregatedResources(all.filter((one) => one.group === group.name && one.version === name)),
        freshness: 'Current',
      })),
    })),
  };
}

function aggregatedResources(all: readonly Listed[]): Json[] {
  const roots = [...new Set(all.map(({ name }) => name.split('/')[0] ?? ''))];
  return roots.map((root): JsonObject => {
    const main = all.find(({ name }) => name === root);
    const subresources = all
      .filter(({ name }) => name.startsWith(`${root}/`))
      .map(
        (one): JsonObject => ({
          subresource: one.name.slice(root.length + 1),
          responseKind: kindJson(one),
          verbs: [...one.verbs],
        }),
      );
    const any = main ?? all.find(({ name }) => name.startsWith(`${root}/`));
    return {
      resource: root,
      responseKind: main === undefined ? {} : kindJson(main),
      scope: any?.namespaced === true ? 'Namespaced' : 'Cluster',
      singularResource: main?.singular ?? '',
      verbs: [...(main?.verbs ?? [])],
      ...(main !== undefined && main.shortNames.length > 0 ? { shortNames: main.shortNames } : {}),
      ...(main !== undefined && main.categories.length > 0 ? { categories: main.categories } : {}),
      ...(subresources.length > 0 ? { subresources } : {}),
    };
  });
}

function kindJson({ group, version, kind, of }: Listed): JsonObject {
  return { group: of?.group ?? group, version: of?.version ?? version, kind };
}
