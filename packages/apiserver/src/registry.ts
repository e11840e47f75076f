import type { Resource } from './resource.ts';

/** The resources served at this moment: the built-in ones, and those that CustomResourceDefinitions bring and take away. */
export interface Registry {
  find(group: string, version: string, plural: string): Resource | undefined;
  all(): readonly Resource[];
  /** All versions of what is kept in one collection. */
  inCollection(collection: string): Resource[];
  /** Replaces what `owner` (a CRD's name) had brought; none takes it away. */
  set(owner: string, resources: readonly Resource[]): void;
  /** Grows with every change: what is derived from the resources is cached under it. */
  epoch(): number;
  /** Calls `listener` after each change; returns what ends it. */
  subscribe(listener: () => void): () => void;
}

export function createRegistry(builtin: readonly Resource[]): Registry {
  const custom = new Map<string, readonly Resource[]>();
  let resources: readonly Resource[] = builtin;
  let index = indexed(resources);
  let epoch = 1;
  const listeners = new Set<() => void>();
  return {
    find: (group, version, plural) => index.get(`${group}/${version}/${plural}`),
    all: () => resources,
    inCollection: (collection) => resources.filter((resource) => resource.collection === collection),
    set(owner, brought) {
      if (brought.length === 0) custom.delete(owner);
      else custom.set(owner, brought);
      resources = [...builtin, ...[...custom.values()].flat()];
      index = indexed(resources);
      epoch += 1;
      for (const listener of listeners) listener();
    },
    epoch: () => epoch,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function indexed(resources: readonly Resource[]): Map<string, Resource> {
  return new Map(resources.map((resource) => [`${resource.group}/${resource.version}/${resource.plural}`, resource]));
}
