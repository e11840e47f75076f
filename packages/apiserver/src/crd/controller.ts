import { timestamp } from '../clock.ts';
import { decode, isMarked } from '../codec.ts';
import type { Context } from '../context.ts';
import { array, child, isDeleting, metadataOf, number, text, withMetadata } from '../meta/object.ts';
import type { Resource } from '../resource.ts';
import { equal, type JsonObject } from '../schema/json.ts';
import { deleteObject } from '../verbs/delete.ts';
import { updateObject } from '../verbs/update.ts';
import { conditionOf, nextStatus, withCondition } from './names.ts';
import { resourcesOf } from './resource.ts';
import { cleanupFinalizer } from './strategy.ts';

/** Field manager of what the server itself writes. */
export const serverManager = 'kube-apiserver';

/** Does what a cluster's CRD controllers do, at once: accepts names, serves and withdraws resources, empties what is being deleted. */
export interface CrdController {
  /** To be called after each write of a CustomResourceDefinition. */
  changed(name: string): void;
  /** To be called after each write of a custom resource. */
  instanceChanged(collection: string): void;
  /** To be called once at the start: serves what a former run of the server has left, and ends what it had begun. */
  resume(): void;
}

export function createCrdController(context: Context, definitions: Resource): CrdController {
  const read = (name: string): JsonObject | undefined => {
    const stored = context.store.get(definitions.collection, '', name);
    return stored === undefined ? undefined : decode(definitions, stored);
  };
  const write = (before: JsonObject, after: JsonObject, subresource: '' | 'status'): void => {
    updateObject(context, definitions, {
      before,
      after,
      subresource,
      manager: serverManager,
      dryRun: false,
      warnings: [],
    });
  };

  const changed = (name: string): void => {
    const definition = read(name);
    if (definition === undefined) {
      withdraw(name);
      return;
    }
    if (isDeleting(definition)) {
      empty(context, definition);
      if (instancesOf(context, definition) > 0) tellInProgress(name);
      finish(name);
      return;
    }
    const status = nextStatus(context, definition);
    if (equal(status, child(definition, 'status'))) {
      if (isEstablished(definition)) serve(name, definition);
      return;
    }
    // This write calls `changed` again, which then serves the resources.
    write(definition, { ...definition, status }, 'status');
  };

  /** Status writes change nothing that is served; a new generation does, and ends the watches on the former one. */
  const served = new Map<string, string>();
  const serve = (name: string, definition: JsonObject): void => {
    const { uid, generation } = metadataOf(definition);
    const form = `${text(uid)}/${number(generation)}`;
    if (served.get(name) === form) return;
    served.set(name, form);
    context.registry.set(name, resourcesOf(definition, context.store.revision()));
  };
  const withdraw = (name: string): void => {
    served.delete(name);
    context.registry.set(name, []);
  };

  /** Instances that finalizers hold keep the definition: its status says so. */
  const tellInProgress = (name: string): void => {
    const definition = read(name);
    if (definition === undefined || conditionOf(definition, 'Terminating')?.['reason'] === inProgress.reason) return;
    const lastTransitionTime = timestamp(context.clock.now());
    write(definition, withCondition(definition, { ...inProgress, lastTransitionTime }), 'status');
  };

  const finish = (name: string): void => {
    const stored = context.store.get(definitions.collection, '', name);
    if (stored === undefined || !isMarked(stored)) return;
    const definition = decode(definitions, stored);
    if (instancesOf(context, definition) > 0) return;
    const finalizers = array(metadataOf(definition)['finalizers']);
    if (!finalizers.includes(cleanupFinalizer)) return;
    withdraw(name);
    const left = finalizers.filter((finalizer) => finalizer !== cleanupFinalizer);
    write(definition, withMetadata(definition, { finalizers: left }), '');
  };

  return {
    changed,
    instanceChanged(collection) {
      const [group, plural] = collection.split('/');
      finish(`${plural}.${group}`);
    },
    resume() {
      const names = context.store.list(definitions.collection).map(({ name }) => name);
      // All of them first: emptying what is being deleted needs its resources.
      for (const name of names) {
        const definition = read(name);
        if (definition !== undefined && isEstablished(definition)) serve(name, definition);
      }
      names.forEach(changed);
    },
  };
}

const inProgress = {
  type: 'Terminating',
  status: 'True',
  reason: 'InstanceDeletionInProgress',
  message: 'CustomResource deletion is in progress',
};

function isEstablished(definition: JsonObject): boolean {
  return conditionOf(definition, 'Established')?.['status'] === 'True';
}

function collectionOf(definition: JsonObject): string {
  const spec = child(definition, 'spec');
  return `${text(spec['group'])}/${text(child(spec, 'names')['plural'])}`;
}

function instancesOf(context: Context, definition: JsonObject): number {
  return context.store.list(collectionOf(definition)).length;
}

/** Deletes the instances of a definition that is going away; those with finalizers stay until these are gone. */
function empty(context: Context, definition: JsonObject): void {
  const [resource] = context.registry.inCollection(collectionOf(definition));
  if (resource === undefined) return;
  for (const { namespace, name } of context.store.list(resource.collection)) {
    if (context.store.get(resource.collection, namespace, name) === undefined) continue;
    deleteObject(context, resource, namespace, name, { dryRun: false, preconditions: {} });
  }
}
