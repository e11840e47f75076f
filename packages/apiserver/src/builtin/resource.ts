import { isSubdomain } from '../meta/names.ts';
import { ageColumn, nameColumn } from '../output/columns.ts';
import { apiVersionOf, type Resource, type ResourceVerb } from '../resource.ts';
import { schemaOf } from './schema.ts';

/** What a built-in kind must say of itself; the rest has the usual values. */
export type BuiltinSpec = Pick<Resource, 'group' | 'version' | 'plural' | 'kind' | 'namespaced'> &
  Partial<Omit<Resource, 'schema' | 'listKind'>> & { definition: string };

const allVerbs: readonly ResourceVerb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

export const allButDeleteCollection = allVerbs.filter((verb) => verb !== 'deletecollection');

export function builtin(spec: BuiltinSpec): Resource {
  return {
    singular: spec.kind.toLowerCase(),
    listKind: `${spec.kind}List`,
    shortNames: [],
    categories: [],
    verbs: allVerbs,
    status: false,
    collection: `${spec.group}/${spec.plural}`,
    stamp: apiVersionOf(spec),
    schema: schemaOf(spec.definition),
    rules: false,
    since: 0,
    generation: false,
    columns: [nameColumn(), ageColumn()],
    selectable: {},
    checkName: isSubdomain,
    ownMetadata: { standardFinalizers: true, atUpdate: 'whole' },
    strategy: {},
    unconditionalUpdate: true,
    collected: true,
    returnsDeleted: false,
    ...spec,
  };
}
