import { objectProblem } from '../decode/json-problem.ts';
import { isConfigKey } from '../meta/names.ts';
import { child, entries, metadataOf, text } from '../meta/object.ts';
import { definitionOf } from '../openapi/definitions.ts';
import { ageColumn, column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { forbidden, invalid, required } from '../schema/cause.ts';
import { equal, type JsonObject, own } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { builtin } from './resource.ts';

const configMapDefinition = 'io.k8s.api.core.v1.ConfigMap';
const secretDefinition = 'io.k8s.api.core.v1.Secret';
/** Bytes the data of one ConfigMap or Secret may hold. */
const maxSize = 1024 * 1024;

const describe = (definition: string, field: string): string =>
  definitionOf(definition).properties?.[field]?.description ?? '';

const countOf = (object: JsonObject, ...fields: string[]): number =>
  fields.reduce((sum, field) => sum + entries(object[field]).length, 0);

export function configMaps(): Resource {
  const definition = configMapDefinition;
  return builtin({
    group: '',
    version: 'v1',
    plural: 'configmaps',
    kind: 'ConfigMap',
    namespaced: true,
    shortNames: ['cm'],
    definition,
    columns: [
      nameColumn(),
      column('Data', describe(definition, 'data'), (object) => countOf(object, 'data', 'binaryData')),
      ageColumn(),
    ],
    strategy: {
      validate: validateConfigMap,
      validateUpdate: (object, before) => [
        ...immutable(object, before, ['data', 'binaryData']),
        ...validateConfigMap(object),
      ],
    },
  });
}

function validateConfigMap(object: JsonObject): Cause[] {
  const causes = [...keyCauses(object, 'data'), ...keyCauses(object, 'binaryData')];
  for (const [key] of entries(object['data'])) {
    if (entries(object['binaryData']).some(([other]) => other === key)) {
      causes.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
    }
  }
  return [...causes, ...sizeCauses(object, '', ['data', 'binaryData'])];
}

export function secrets(): Resource {
  const definition = secretDefinition;
  return builtin({
    group: '',
    version: 'v1',
    plural: 'secrets',
    kind: 'Secret',
    namespaced: true,
    definition,
    selectable: { type: (object) => text(object['type']) },
    columns: [
      nameColumn(),
      column('Type', describe(definition, 'type'), (object) => text(object['type'])),
      column('Data', describe(definition, 'data'), (object) => countOf(object, 'data')),
      ageColumn(),
    ],
    strategy: {
      defaults: (object) => withType(withStringData(object)),
      validate: validateSecret,
      validateUpdate: (object, before) => [
        ...(equal(object['type'], before['type']) ? [] : [invalid('type', object['type'] ?? '', 'field is immutable')]),
        ...immutable(object, before, ['data']),
        ...validateSecret(object),
      ],
    },
  });
}

/** `stringData` is for writing only: it goes into `data`, encoded, over what is there. */
function withStringData(object: JsonObject): JsonObject {
  const { stringData, ...rest } = object;
  const given = entries(stringData);
  if (given.length === 0) return rest;
  const encoded = given.map(([key, value]) => [key, Buffer.from(text(value)).toString('base64')]);
  return { ...rest, data: { ...Object.fromEntries(entries(rest['data'])), ...Object.fromEntries(encoded) } };
}

function withType(object: JsonObject): JsonObject {
  return text(object['type']) === '' ? { ...object, type: 'Opaque' } : object;
}

/** The keys that secrets of a type must have. */
const requiredKeys: Readonly<Record<string, string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

function validateSecret(object: JsonObject): Cause[] {
  const causes = [...keyCauses(object, 'data'), ...sizeCauses(object, 'data', ['data'])];
  const keys = new Set(entries(object['data']).map(([key]) => key));
  for (const key of own(requiredKeys, text(object['type'])) ?? []) {
    if (!keys.has(key)) causes.push(required(`data[${key}]`));
    else if (key.startsWith('.docker')) causes.push(...dockerCauses(object, key));
  }
  if (object['type'] === 'kubernetes.io/ssh-auth' && text(child(object, 'data')['ssh-privatekey']) === '') {
    causes.push(required('data[%s][ssh-privatekey]'));
  }
  if (object['type'] === 'kubernetes.io/basic-auth' && !keys.has('username') && !keys.has('password')) {
    // The path is the real server's own, with its slip, here and above.
    causes.push(required('data[%s][username]'), required('data[%s][password]'));
  }
  if (object['type'] === 'kubernetes.io/service-account-token') {
    const annotation = 'kubernetes.io/service-account.name';
    const named = entries(metadataOf(object)['annotations']).some(([key, value]) => key === annotation && value !== '');
    if (!named) causes.push(required(`metadata.annotations[${annotation}]`));
  }
  return causes;
}

/** What registries' logins are kept in must be a JSON object. */
function dockerCauses(object: JsonObject, key: string): Cause[] {
  const source = Buffer.from(text(child(object, 'data')[key]), 'base64').toString('utf8');
  const problem = objectProblem(source);
  return problem === undefined ? [] : [invalid(`data[${key}]`, '<secret contents redacted>', problem)];
}

function keyCauses(object: JsonObject, field: string): Cause[] {
  return entries(object[field]).flatMap(([key]) =>
    isConfigKey(key).map((problem) => invalid(`${field}[${key}]`, key, problem)),
  );
}

function sizeCauses(object: JsonObject, field: string, fields: string[]): Cause[] {
  const values = fields.flatMap((name) => entries(object[name]));
  const size = values.reduce((sum, [, value]) => sum + text(value).length, 0);
  if (size <= maxSize * (field === '' ? 1 : 4 / 3)) return [];
  return [
    {
      reason: 'FieldValueTooLong',
      field: field === '' ? '[]' : field,
      message: `Too long: may not be more than ${maxSize} bytes`,
    },
  ];
}

function immutable(object: JsonObject, before: JsonObject, fields: string[]): Cause[] {
  if (before['immutable'] !== true) return [];
  const detail = 'field is immutable when `immutable` is set';
  const causes = object['immutable'] === true ? [] : [forbidden('immutable', detail)];
  for (const field of fields) if (!equal(object[field], before[field])) causes.push(forbidden(field, detail));
  return causes;
}
