import { decode, encode } from '../codec.ts';
import type { Context } from '../context.ts';
import { array, child, isDeleting, metadataOf } from '../meta/object.ts';
import type { Resource } from '../resource.ts';
import { deleteObject, removeObject } from '../verbs/delete.ts';

/** Empties namespaces that are being deleted, and lets them go once they are empty. */
export interface NamespaceController {
  /** To be called after each write of a Namespace. */
  changed(name: string): void;
  /** To be called after each write in a namespace. */
  contentChanged(name: string): void;
}

export function createNamespaceController(context: Context, namespaces: Resource): NamespaceController {
  const deleting = new Set<string>();
  const finish = (name: string): void => {
    if (!deleting.has(name) || contents(context, name).length > 0) return;
    const stored = context.store.get(namespaces.collection, '', name);
    if (stored === undefined) {
      deleting.delete(name);
      return;
    }
    const namespace = decode(namespaces, stored);
    const held = array(child(namespace, 'spec')['finalizers']);
    const left = held.filter((finalizer) => finalizer !== 'kubernetes');
    if (left.length === 0 && array(metadataOf(namespace)['finalizers']).length === 0) {
      deleting.delete(name);
      removeObject(context, namespaces, namespace);
    } else if (left.length < held.length) {
      const spec = left.length === 0 ? {} : { finalizers: left };
      context.store.put(namespaces.collection, (revision) => encode(namespaces, { ...namespace, spec }, revision));
    }
  };
  return {
    changed(name) {
      const stored = context.store.get(namespaces.collection, '', name);
      if (stored === undefined || !isDeleting(decode(namespaces, stored))) return;
      if (deleting.has(name)) return finish(name);
      deleting.add(name);
      for (const { resource, name: item } of contents(context, name)) {
        if (context.store.get(resource.collection, name, item) === undefined) continue;
        deleteObject(context, resource, name, item, { dryRun: false, preconditions: {} });
      }
      finish(name);
    },
    contentChanged: finish,
  };
}

/** All that stands in a namespace; each collection once, whatever its versions. */
function contents(context: Context, namespace: string): { resource: Resource; name: string }[] {
  const seen = new Set<string>();
  return context.registry.all().flatMap((resource) => {
    if (!resource.namespaced || seen.has(resource.collection)) return [];
    seen.add(resource.collection);
    return context.store.list(resource.collection, { namespace }).map(({ name }) => ({ resource, name }));
  });
}
