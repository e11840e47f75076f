import { isLabel } from '../meta/names.ts';
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

const phaseOf = (object: JsonObject): string => text(child(object, 'status')['phase']);

export function namespaces(): Resource {
  const resource = kind();
  const { defaults, holdDeletion } = resource.strategy;
  // `/finalize` is a replacement like any other, except that the finalizers of the spec are its to write.
  const strategy: Strategy = { ...(defaults ? { defaults } : {}), ...(holdDeletion ? { holdDeletion } : {}) };
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
    zero: { spec: {}, status: {} },
    selectable: { 'status.phase': phaseOf },
    columns: [nameColumn(), column('Status', 'The status of the namespace', phaseOf), ageColumn()],
    strategy: {
      defaults: withNameLabel,
      prepareCreate: (object) => ({ ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
      prepareUpdate: (object, before) => ({ ...object, spec: child(before, 'spec') }),
      validateUpdate: validatePhase,
      holdDeletion: (object) => array(child(object, 'spec')['finalizers']).map(String),
      prepareDelete: (object) => ({ ...object, status: { ...child(object, 'status'), phase: 'Terminating' } }),
    },
  });
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
