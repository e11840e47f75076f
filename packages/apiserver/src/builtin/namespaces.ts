import { isLabel } from '../meta/names.ts';
import { array, child, entries, metadataOf, nameOf, text, withMetadata } from '../meta/object.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';
import { allButDeleteCollection, builtin } from './resource.ts';

/** Namespaces that are there from the start; the first three may not be deleted. */
export const initialNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];
export const undeletable = ['default', 'kube-system', 'kube-public'];

const phaseOf = (object: JsonObject): string => text(child(object, 'status')['phase']);

export function namespaces(): Resource {
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
    selectable: { 'status.phase': phaseOf },
    columns: [nameColumn(), column('Status', 'The status of the namespace', phaseOf), ageColumn()],
    strategy: {
      prepareCreate: (object) =>
        withNameLabel({ ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
      prepareUpdate: (object, before) =>
        withNameLabel({ ...object, spec: child(before, 'spec'), status: child(before, 'status') }),
      holdDeletion: (object) => array(child(object, 'spec')['finalizers']).map(String),
      prepareDelete: (object) => ({ ...object, status: { ...child(object, 'status'), phase: 'Terminating' } }),
    },
  });
}

/** The label by which selectors can name a namespace (Kubernetes 1.21). */
function withNameLabel(object: JsonObject): JsonObject {
  const labels = Object.fromEntries(entries(metadataOf(object)['labels']));
  return withMetadata(object, { labels: { ...labels, 'kubernetes.io/metadata.name': nameOf(object) } });
}
