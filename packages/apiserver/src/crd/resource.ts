import { finalizerWarnings } from '../meta/finalizers.ts';
import { isSubdomain } from '../meta/names.ts';
import { child, number, objects, text } from '../meta/object.ts';
import { compareVersions } from '../meta/versions.ts';
import { type PrinterColumn, printerColumns } from '../output/columns.ts';
import { compileJsonPath } from '../output/jsonpath.ts';
import type { Resource, ResourceVerb } from '../resource.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import type { JsonSchema } from '../schema/types.ts';

const verbs: readonly ResourceVerb[] = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];

/** The resources that an established CustomResourceDefinition brings: one for each served version. */
export function resourcesOf(definition: JsonObject, since: number): Resource[] {
  const spec = child(definition, 'spec');
  return objects(spec['versions'])
    .filter((version) => version['served'] === true)
    .map((version) => resourceOf(definition, version, since));
}

function resourceOf(definition: JsonObject, version: JsonObject, since: number): Resource {
  const spec = child(definition, 'spec');
  const names = child(child(definition, 'status'), 'acceptedNames');
  const group = text(spec['group']);
  const plural = text(names['plural']);
  const kind = text(names['kind']);
  const name = text(version['name']);
  const subresources = child(version, 'subresources');
  const schema = child(child(version, 'schema'), 'openAPIV3Schema');
  const generation = String(number(child(definition, 'metadata')['generation']));
  const resource: Resource = {
    group,
    version: name,
    plural,
    singular: text(names['singular']),
    kind,
    listKind: text(names['listKind']),
    namespaced: spec['scope'] === 'Namespaced',
    shortNames: strings(names['shortNames']),
    categories: strings(names['categories']),
    verbs,
    status: isObject(subresources['status']),
    storageVersion: text(objects(spec['versions']).find(({ storage }) => storage === true)?.['name']),
    versions: objects(spec['versions']).map((one) => `${group}/${text(one['name'])}`),
    collection: `${group}/${plural}`,
    stamp: `${text(child(definition, 'metadata')['uid'])}/${generation}/${name}`,
    definition: undefined,
    schema: withPreserve(schema, spec['preserveUnknownFields'] === true),
    rules: JSON.stringify(schema).includes('"x-kubernetes-validations"'),
    since,
    generation: true,
    columns: printerColumns(columnsOf(version)),
    selectable: selectableOf(version),
    checkName: isSubdomain,
    ownMetadata: { standardFinalizers: false, atUpdate: 'change' },
    strategy: { warnings: finalizerWarnings },
    unconditionalUpdate: false,
    collected: true,
    returnsDeleted: false,
  };
  if (version['deprecated'] !== true) return resource;
  return { ...resource, deprecation: text(version['deprecationWarning']) || deprecationOf(resource, spec) };
}

/** What is said of a deprecated version that has no words of its own: the best version to use instead, if a newer one is served. */
function deprecationOf({ group, version, kind }: Resource, spec: JsonObject): string {
  const [instead] = objects(spec['versions'])
    .filter(({ served, deprecated }) => served === true && deprecated !== true)
    .map(({ name }) => text(name))
    .filter((name) => compareVersions(name, version) < 0)
    .sort(compareVersions);
  const advice = instead === undefined ? '' : `; use ${group}/${instead} ${kind}`;
  return `${group}/${version} ${kind} is deprecated${advice}`;
}

/** The schema of a version, with the fields that every object has. */
function withPreserve(schema: JsonObject, preserve: boolean): JsonSchema {
  // The CRD's schema has been checked to be a structural one; JsonSchema is its type.
  const structural = schema as JsonSchema;
  return preserve ? { ...structural, 'x-kubernetes-preserve-unknown-fields': true } : structural;
}

function columnsOf(version: JsonObject): PrinterColumn[] | undefined {
  const declared = objects(version['additionalPrinterColumns']);
  if (declared.length === 0) return undefined;
  return declared.map((column) => ({
    name: text(column['name']),
    type: text(column['type']),
    format: text(column['format']),
    description: text(column['description']),
    priority: typeof column['priority'] === 'number' ? column['priority'] : 0,
    jsonPath: text(column['jsonPath']),
  }));
}

function selectableOf(version: JsonObject): Resource['selectable'] {
  const fields = objects(version['selectableFields']).map((field) => text(field['jsonPath']));
  return Object.fromEntries(
    fields.map((jsonPath) => {
      const find = compileJsonPath(jsonPath);
      return [jsonPath.replace(/^\./, ''), (object: JsonObject) => shown(find(object)[0])];
    }),
  );
}

/** A scalar as field selectors compare it. */
function shown(value: Json | undefined): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
