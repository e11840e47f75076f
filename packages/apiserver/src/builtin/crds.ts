import { crdStrategy } from '../crd/strategy.ts';
import { createdAtColumn, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { builtin } from './resource.ts';

export function customResourceDefinitions(): Resource {
  return builtin({
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    definition: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition',
    status: true,
    generation: true,
    columns: [nameColumn(), createdAtColumn()],
    zero: { spec: { names: {} }, status: { acceptedNames: {}, conditions: [], storedVersions: [] } },
    ownMetadata: { standardFinalizers: false, atUpdate: 'change' },
    strategy: crdStrategy,
    unconditionalUpdate: false,
  });
}
