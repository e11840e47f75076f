import { array } from '../meta/object.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { builtin } from './resource.ts';

export function serviceAccounts(): Resource {
  const definition = 'io.k8s.api.core.v1.ServiceAccount';
  const description = definitionOf(definition).properties?.['secrets']?.description ?? '';
  return builtin({
    group: '',
    version: 'v1',
    plural: 'serviceaccounts',
    kind: 'ServiceAccount',
    namespaced: true,
    shortNames: ['sa'],
    definition,
    columns: [nameColumn(), column('Secrets', description, (object) => array(object['secrets']).length), ageColumn()],
    returnsDeleted: true,
  });
}
