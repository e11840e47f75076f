/** Random requests, in eight kinds. Each is a list that is sent in order. */
import type { KubeRequest } from '@asm-privatelink/apiserver';
import { anyPattern, anyRule, anySchema, type Definition, definitionWith, objectOf } from './definitions.ts';
import { anyJson, type Json, mangle, mutate, type Random } from './random.ts';
import { definitions, templates } from './templates.ts';

const names = ['a', 'b', 'c', 'kube-root', 'A', '..', 'a'.repeat(260)];

type Kind = (random: Random) => KubeRequest[];

const jsonType = { 'content-type': 'application/json' };

function send(
  method: string,
  path: string,
  body?: Json | string,
  headers: Record<string, string> = jsonType,
): KubeRequest {
  if (body === undefined) return { method, path, headers: {} };
  return { method, path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const bodies: Kind = (random) => {
  const { path, body } = random.pick(templates);
  let changed = body;
  for (let times = 1 + random.below(3); times > 0; times -= 1) changed = mutate(random, changed);
  const text = random.chance(0.25) ? mangle(random, JSON.stringify(changed)) : JSON.stringify(changed);
  const name = random.pick(names);
  const headers = {
    'content-type': random.pick([
      'application/json',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
      'text/plain',
      ';',
    ]),
  };
  const validation = random.pick([
    '',
    '?fieldValidation=Strict',
    '?fieldValidation=Ignore&dryRun=All',
    '?fieldValidation=x',
    `?fieldManager=${'m'.repeat(random.below(200))}`,
  ]);
  return [
    send('POST', path, body),
    random.chance(0.5)
      ? send('POST', path + validation, text, headers)
      : send('PUT', `${path}/${name}${validation}`, text, headers),
  ];
};

const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
] as const;

const patches: Kind = (random) => {
  const { path, body } = random.pick(templates);
  const type = random.pick(patchTypes);
  let patch =
    type === 'application/json-patch+json' ? anyOperations(random, body) : mutate(random, mutate(random, body));
  if (random.chance(0.3)) patch = mutate(random, patch);
  if (random.chance(0.1) && typeof patch === 'object' && !Array.isArray(patch)) {
    patch = { $patch: random.pick(['delete', 'replace', 'x']), $setElementOrder: anyJson(random), ...patch };
  }
  const text = random.chance(0.1) ? mangle(random, JSON.stringify(patch)) : JSON.stringify(patch);
  const query = random.pick([
    '',
    '?fieldManager=x',
    '?fieldManager=y&force=true',
    '?force=maybe',
    '?dryRun=All&fieldManager=x',
  ]);
  return [
    send('POST', path, body),
    send('PATCH', `${path}/${random.pick(['a', 'a', 'a', 'b'])}${random.pick(['', '', '/status'])}${query}`, text, {
      'content-type': type,
    }),
  ];
};

function anyOperations(random: Random, document: Json): Json {
  const pointers = [
    '',
    '/',
    '/metadata/name',
    '/metadata/labels/a',
    '/spec/parts/0',
    '/spec/parts/-',
    '/spec/tags/99999999',
    '/data/k',
    '/a~1b',
    '/~2',
    '/__proto__/x',
    '/spec',
    'spec',
    '/metadata/managedFields/0',
  ];
  return Array.from(
    { length: 1 + random.below(5) },
    (): Json => ({
      op: random.pick(['add', 'remove', 'replace', 'move', 'copy', 'test', 'x']),
      path: random.pick(pointers),
      from: random.pick(pointers),
      value: random.chance(0.3) ? document : anyJson(random),
    }),
  );
}

const selectors: Kind = (random) => {
  const words = [
    'a',
    'b',
    '=',
    '==',
    '!=',
    ' in ',
    ' notin ',
    '(',
    ')',
    ',',
    '!',
    '>',
    '<',
    'metadata.name',
    'spec.size',
    '\\',
    'a/b',
    '1',
    ' ',
    'ü',
    '"',
  ];
  const text = encodeURIComponent(random.text(9, () => random.pick(words)));
  const name = random.pick(['labelSelector', 'fieldSelector']);
  const { path } = random.pick(templates);
  return [send(random.pick(['GET', 'GET', 'DELETE']), `${path}?${name}=${text}&dryRun=All`)];
};

const paths: Kind = (random) => {
  const parts = [
    'api',
    'apis',
    'v1',
    'namespaces',
    'default',
    'configmaps',
    'gadgets',
    'fuzz.example.com',
    'status',
    'scale',
    'watch',
    'proxy',
    'openapi',
    'v2',
    'v3',
    'version',
    'healthz',
    'token',
    '',
    '.',
    '..',
    '%2e',
    '%00',
    '%zz',
    '%f0%9f',
    'a'.repeat(2000),
    '__proto__',
    'constructor',
  ];
  const query = random.text(
    4,
    () =>
      `${random.pick(['limit', 'continue', 'resourceVersion', 'resourceVersionMatch', 'timeoutSeconds', 'sendInitialEvents', 'allowWatchBookmarks', 'watch', 'pretty', 'includeObject', '__proto__'])}=${random.pick(['', '0', '1', '-1', '500', '99999999999999999999', 'true', 'x', 'NotOlderThan', 'Exact', 'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoiYSJ9', '%'])}`,
    '&',
  );
  const path = random.chance(0.5)
    ? `/${random.text(8, () => random.pick(parts), '/')}`
    : random.pick(templates).path + random.pick(['', '/a', '/a/status', '/a/b/c', '//']);
  const accept = random.pick([
    '',
    '*/*',
    'application/json;as=Table;v=v1;g=meta.k8s.io',
    'application/yaml',
    'application/cbor',
    'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    ';;',
    'a/b;q=9',
  ]);
  const method = random.pick([
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'CONNECT',
    'x',
  ]);
  return [
    {
      method,
      path: `${path}?${query}`,
      headers: {
        accept,
        'accept-encoding': random.pick(['', 'gzip']),
        authorization: random.pick(['', 'Basic x', 'bearer']),
      },
    },
  ];
};

/** An object with finalizers, deleted and let go in every way. */
const deletions: Kind = (random) => {
  const { path, body } = random.pick(templates);
  const finalizers = (): Json => [
    ...new Set(
      Array.from({ length: random.below(4) }, () =>
        random.pick([
          'example.com/a',
          'example.com/b',
          'orphan',
          'foregroundDeletion',
          'kubernetes',
          'bad',
          '',
          'a b/c',
        ]),
      ),
    ),
  ];
  const options = (): { [key: string]: Json } => ({
    ...(random.chance(0.5) ? { propagationPolicy: random.pick(['Orphan', 'Foreground', 'Background', 'x']) } : {}),
    ...(random.chance(0.2) ? { orphanDependents: random.pick<Json>([true, false, 'x']) } : {}),
    ...(random.chance(0.2) ? { preconditions: { uid: random.pick(['x', '']), resourceVersion: '1' } } : {}),
    ...(random.chance(0.2) ? { gracePeriodSeconds: random.pick<Json>([-1, 0, 30, 'x']) } : {}),
    ...(random.chance(0.2) ? { dryRun: ['All'] } : {}),
  });
  const one = `${path}/a${random.pick(['', '', '', '/status'])}`;
  const changed = (): KubeRequest =>
    send('PATCH', one, { metadata: { finalizers: finalizers() } }, { 'content-type': patchTypes[1] });
  return [
    send('POST', path, body),
    changed(),
    send('DELETE', one, options()),
    changed(),
    send('DELETE', one, options()),
    changed(),
    send('PATCH', one, { metadata: { finalizers: null } }, { 'content-type': patchTypes[1] }),
  ];
};

/** A definition, an object of it that is tried twice, and the end of both. */
function tried(
  definition: Definition,
  content: { [key: string]: Json },
  changed: { [key: string]: Json },
): KubeRequest[] {
  const path = `/apis/fuzz.example.com/v1/${definition.plural}`;
  return [
    send('POST', definitions, definition.body),
    send('POST', path, objectOf(definition, 'a', content)),
    send('PATCH', `${path}/a`, changed, { 'content-type': 'application/merge-patch+json' }),
    send('GET', `/openapi/v3/apis/fuzz.example.com/v1`),
    send('DELETE', `${definitions}/${definition.name}`),
  ];
}

const schemas: Kind = (random) => {
  const spec = anySchema(random);
  const schema: Json = { type: 'object', properties: { spec } };
  const definition = definitionWith(random, random.chance(0.4) ? mutate(random, schema) : schema);
  const body = random.chance(0.2) ? mutate(random, definition.body) : definition.body;
  return tried({ ...definition, body }, { spec: anyJson(random) }, { spec: anyJson(random) });
};

const rules: Kind = (random) => {
  const self = random.pick<Json>([
    { type: 'string' },
    { type: 'integer' },
    { type: 'array', items: { type: 'integer' } },
    {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'object', properties: { c: { type: 'integer' } } } },
    },
  ]) as { [key: string]: Json };
  const limits = random.chance(0.5) ? {} : { maxLength: 100, maxItems: 20 };
  const spec = {
    ...self,
    ...(self['type'] === 'string' || self['type'] === 'array' ? limits : {}),
    'x-kubernetes-validations': [anyRule(random), anyRule(random)],
  };
  const value = (): Json =>
    random.pick<Json>([
      'aaaaaaaa',
      'a'.repeat(5000),
      7,
      [1, 2, 3],
      Array.from({ length: 2000 }, (_, index) => index),
      { a: 'x', b: { c: 1 } },
      {},
    ]);
  return tried(definitionWith(random, { type: 'object', properties: { spec } }), { spec: value() }, { spec: value() });
};

const regexes: Kind = (random) => {
  const spec = { type: 'object', properties: { a: { type: 'string', pattern: anyPattern(random) } } };
  const long = (): Json => ({
    a: random.pick(['a', 'ab', 'x', 'ü', '0']).repeat(random.pick([1, 100, 10_000])) + random.pick(['', '!', '\n']),
  });
  return tried(definitionWith(random, { type: 'object', properties: { spec } }), { spec: long() }, { spec: long() });
};

export const kinds = { bodies, patches, deletions, selectors, paths, schemas, rules, regexes } satisfies Record<
  string,
  Kind
>;
