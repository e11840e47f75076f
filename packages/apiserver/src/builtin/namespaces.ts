import { isUnknown } from '../meta/finalizers.ts';
import { isLabel, isQualifiedName } from '../meta/names.ts';
import { array, child, entries, isDeleting, metadataOf, nameOf, text, withMetadata } from '../meta/object.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource, Strategy } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { allButDeleteCollection, builtin } from './resource.ts';

/** Namespaces that are there from the start; the first three may not be deleted. */
export const initialNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];
export const undeletable = ['default', 'kube-system', 'kube-public'];

const finalizersPath = 'spec.finalizers';

const phaseOf = (object: JsonObject): string => text(child(object, 'status')['phase']);

export function namespaces(): Resource {
  const resource = kind();
  const { defaults, holdDeletion } = resource.strategy;
  // `/finalize` is a replacement like any other, except that the finalizers of the spec are its to write.
  const strategy: Strategy = {
    ...(defaults ? { defaults } : {}),
    ...(holdDeletion ? { holdDeletion } : {}),
    validateUpdate: (object) => validateFinalizers(object, (index) => `${finalizersPath}[${index}]`),
  };
  return { ...resource, finalize: { ...resource, verbs: ['update'], strategy } };
}

function kind(): Resource {
  return builtin({
    group: '',
    version: 'v1',
    plural: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
    shortNames: ['ns'],
    definition: 'io.k8s.api.core.v1.Namespace',
    verbs: allButDeleteCollection,
    status: true,
    checkName: isLabel,
    ownMetadata: { standardFinalizers: true, atUpdate: 'change' },
    zero: { spec: {}, status: {} },
    selectable: { 'status.phase': phaseOf },
    columns: [nameColumn(), column('Status', 'The status of the namespace', phaseOf), ageColumn()],
    strategy: {
      defaults: withNameLabel,
      prepareCreate: (object) => ({ ...object, spec: withFinalizer(object), status: { phase: 'Active' } }),
      validate: (object) => validateFinalizers(object, () => finalizersPath),
      prepareUpdate: (object, before) => ({ ...object, spec: child(before, 'spec') }),
      validateUpdate: validatePhase,
      holdDeletion: finalizersIn,
      prepareDelete: (object) => ({ ...object, status: { ...child(object, 'status'), phase: 'Terminating' } }),
    },
  });
}

/** What holds a namespace: what its creator names, and the emptying by the controller. */
function withFinalizer(object: JsonObject): JsonObject {
  const given = finalizersIn(object);
  return { finalizers: given.includes('kubernetes') ? given : [...given, 'kubernetes'] };
}

function finalizersIn(object: JsonObject): string[] {
  return array(child(object, 'spec')['finalizers']).map(text);
}

function validateFinalizers(object: JsonObject, pathOf: (index: number) => string): Cause[] {
  return finalizersIn(object).flatMap((finalizer, index) =>
    [...isQualifiedName(finalizer), ...isUnknown(finalizer)].map((problem) =>
      invalid(pathOf(index), finalizer, problem),
    ),
  );
}

function validatePhase(object: JsonObject): Cause[] {
  const [phase, due] = [phaseOf(object), isDeleting(object) ? 'Terminating' : 'Active'];
  if (phase === due) return [];
  const state = isDeleting(object) ? 'not empty' : 'empty';
  return [invalid('status.Phase', phase, `may only be '${due}' if \`deletionTimestamp\` is ${state}`)];
}

/** The label by which selectors can name a namespace (Kubernetes 1.21). */
function withNameLabel(object: JsonObject): JsonObject {
  const labels = Object.fromEntries(entries(metadataOf(object)['labels']));
  return withMetadata(object, { labels: { ...labels, 'kubernetes.io/metadata.name': nameOf(object) } });
}
