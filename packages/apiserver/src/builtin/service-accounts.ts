import { array, objects } from '../meta/object.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import type { JsonObject } from '../schema/json.ts';
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
    strategy: { prepareCreate: withBareSecrets, prepareUpdate: withBareSecrets },
  });
}

/** Of the secrets only their names are kept (kubernetes pkg/registry/core/serviceaccount/strategy.go cleanSecretReferences). */
function withBareSecrets(object: JsonObject): JsonObject {
  if (object['secrets'] === undefined) return object;
  return { ...object, secrets: objects(object['secrets']).map(({ name }) => (name === undefined ? {} : { name })) };
}
