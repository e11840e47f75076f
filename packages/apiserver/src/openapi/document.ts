import type { Resource } from '../resource.ts';
import { reviews } from '../reviews.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { isObject } from '../schema/json.ts';
import { serverVersion } from '../version.ts';
import { customDefinitions, withEmbedded, withoutV3 } from './custom.ts';
import { type Definition, definitions, reachable } from './definitions.ts';
import { definitionNames, type Operation, type Parameter, type PathItem, pathsOf, reviewPaths } from './operations.ts';

const info = { title: 'Kubernetes', version: `${serverVersion.major}.${serverVersion.minor}` };
/** A group that definitions brought is published by another part of a real server. */
const customInfo = { title: 'Kubernetes CRD Swagger', version: 'v0.1.0' };
const answerTypes = ['application/json', 'application/yaml'];

/** The OpenAPI v2 document of all that is served: for kubectl before 1.27, and for what newer ones still ask of it. */
export function documentV2(resources: readonly Resource[]): JsonObject {
  const items = [...resources.flatMap(pathsOf), ...reviews.flatMap(reviewPaths)];
  return {
    swagger: '2.0',
    info,
    paths: Object.fromEntries(items.map((item) => [item.path, pathV2(item)])),
    definitions: definitionsFor(resources, items, (schema) => withoutV3(schema)),
  };
}

/** The OpenAPI v3 document of one version of a group, its definitions included. */
export function documentV3(resources: readonly Resource[], group: string, version: string): JsonObject {
  const own = resources.filter((resource) => resource.group === group && resource.version === version);
  const asked = reviews.filter((review) => review.group === group && review.version === version);
  const items = [...own.flatMap(pathsOf), ...asked.flatMap(reviewPaths)];
  return {
    openapi: '3.0.0',
    info: own.length > 0 && own.every(({ definition }) => definition === undefined) ? customInfo : info,
    paths: Object.fromEntries(items.map((item) => [item.path, pathV3(item)])),
    components: { schemas: definitionsFor(own, items, (schema) => schemaV3(schema)) },
  };
}

function definitionsFor(
  resources: readonly Resource[],
  items: readonly PathItem[],
  write: (schema: JsonObject) => Json,
): JsonObject {
  const custom = Object.assign(
    {},
    ...resources.filter(({ definition }) => definition === undefined).map(customDefinitions),
  ) as Record<string, Definition>;
  const pool = { ...definitions, ...custom };
  const roots = [
    ...resources.flatMap(definitionNames),
    ...items.flatMap((item) =>
      item.operations.flatMap(({ body, answer }) => [answer, ...(body === undefined ? [] : [body.definition])]),
    ),
  ];
  return Object.fromEntries(reachable(roots, pool).map((name) => [name, write(pool[name] as JsonObject)]));
}

const referenceV3 = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const referenceV2 = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });

/** References point elsewhere in v3, and may not stand beside other words: those get an `allOf`. */
function schemaV3(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(schemaV3);
  if (!isObject(schema)) return schema;
  const { $ref, ...rest } = withEmbedded(withBothTypes(schema));
  const others = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, schemaV3(value)]));
  if (typeof $ref !== 'string') return $ref === undefined ? others : { $ref: schemaV3($ref), ...others };
  const reference = referenceV3($ref.replace('#/definitions/', ''));
  return Object.keys(others).length === 0 ? reference : { ...others, allOf: [reference] };
}

/** An int-or-string says so in the words of OpenAPI too. */
function withBothTypes(schema: JsonObject): JsonObject {
  const either = schema['x-kubernetes-int-or-string'] === true && schema['anyOf'] === undefined;
  return either ? { ...schema, anyOf: [{ type: 'integer' }, { type: 'string' }] } : schema;
}

function pathV2(item: PathItem): JsonObject {
  const parameters = item.in.map((parameter) => ({ ...parameterV2(parameter, 'path'), required: true }));
  const operations = item.operations.map((operation): [string, Json] => [
    operation.method,
    operationV2(item, operation),
  ]);
  return { ...Object.fromEntries(operations), ...(parameters.length > 0 ? { parameters } : {}) };
}

function operationV2(item: PathItem, operation: Operation): JsonObject {
  const { body } = operation;
  const bodyParameter =
    body === undefined
      ? []
      : [{ name: 'body', in: 'body', required: operation.method !== 'delete', schema: referenceV2(body.definition) }];
  return {
    description: operation.description,
    consumes: [...(body?.types ?? ['*/*'])],
    produces: answerTypes,
    schemes: ['https'],
    tags: [item.tag],
    operationId: operation.id,
    parameters: [...bodyParameter, ...operation.query.map((parameter) => parameterV2(parameter, 'query'))],
    responses: responses(operation, () => ({ schema: referenceV2(operation.answer) })),
    ...extensions(operation),
  };
}

function parameterV2({ name, type, description }: Parameter, place: 'path' | 'query'): JsonObject {
  return { uniqueItems: true, type, description, name, in: place };
}

function pathV3(item: PathItem): JsonObject {
  const parameters = item.in.map((parameter) => ({ ...parameterV3(parameter, 'path'), required: true }));
  const operations = item.operations.map((operation): [string, Json] => [
    operation.method,
    operationV3(item, operation),
  ]);
  return { ...Object.fromEntries(operations), ...(parameters.length > 0 ? { parameters } : {}) };
}

function operationV3(item: PathItem, operation: Operation): JsonObject {
  const { body } = operation;
  const content = (types: readonly string[], definition: string): JsonObject =>
    Object.fromEntries(types.map((type) => [type, { schema: referenceV3(definition) }]));
  return {
    tags: [item.tag],
    description: operation.description,
    operationId: operation.id,
    parameters: operation.query.map((parameter) => parameterV3(parameter, 'query')),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            content: content(body.types, body.definition),
            ...(operation.method === 'delete' ? {} : { required: true }),
          },
        }),
    responses: responses(operation, () => ({ content: content(answerTypes, operation.answer) })),
    ...extensions(operation),
  };
}

function parameterV3({ name, type, description }: Parameter, place: 'path' | 'query'): JsonObject {
  return { name, in: place, description, schema: { type, uniqueItems: true } };
}

function responses(operation: Operation, content: () => JsonObject): JsonObject {
  return {
    '200': { description: 'OK', ...content() },
    ...(operation.created ? { '201': { description: 'Created', ...content() } } : {}),
    '401': { description: 'Unauthorized' },
  };
}

function extensions({ action, gvk }: Operation): JsonObject {
  return { 'x-kubernetes-action': action, 'x-kubernetes-group-version-kind': { ...gvk } };
}
