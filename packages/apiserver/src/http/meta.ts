import { createHash } from 'node:crypto';
import { objectMediaTypes } from '../decode/body.ts';
import { aggregated, coreVersions, groupList, groupOf, resourceList } from '../discovery.ts';
import { openapiEndpoint } from '../openapi/endpoint.ts';
import { goQuote } from '../schema/go-format.ts';
import type { JsonObject } from '../schema/json.ts';
import { unknownResource, wrongMethod } from '../status.ts';
import { serverVersion } from '../version.ts';
import { negotiate, parseAccept, requireRepresentation } from './accept.ts';
import { type Call, isBuiltinGroup } from './call.ts';
import { type Answer, json, plain } from './respond.ts';

/** Health, version, discovery and OpenAPI: all that is about no object. @throws StatusError 404, 405, 406 */
export function metaEndpoint(call: Call, path: string): Answer {
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') throw wrongMethod();
  const [, root = '', ...rest] = path.split('/');
  switch (root) {
    case 'healthz':
    case 'livez':
    case 'readyz':
      return health(call, root, rest) ?? index(call, 404);
    case 'api':
    case 'apis':
      return discovery(call, root, rest);
    case 'openapi':
      return openapiEndpoint(call, rest) ?? index(call, 404);
  }
  if (path === '/') return index(call, 200);
  if (path !== '/version') return index(call, 404);
  requireRepresentation(call.request, ['application/json']);
  return { ...plain(JSON.stringify(serverVersion, null, 2)), contentType: 'application/json' };
}

const started = [
  'poststarthook/max-in-flight-filter',
  'poststarthook/storage-object-count-tracker-hook',
  'poststarthook/start-apiextensions-informers',
  'poststarthook/start-apiextensions-controllers',
  'poststarthook/crd-informer-synced',
];
const alive = ['ping', 'log', 'etcd', 'loopback-serving-certificate', ...started];
/** The checks of a server of custom resources, by the names that clients may ask for; this one is ready once it listens. */
const checks = {
  healthz: alive,
  livez: alive,
  readyz: ['ping', 'log', 'etcd', 'etcd-readiness', ...started, 'shutdown'],
};

function health(call: Call, root: keyof typeof checks, rest: string[]): Answer | undefined {
  if (rest.length > 0) return checks[root].includes(rest.join('/')) ? plain('ok') : undefined;
  if (!call.query.has('verbose')) return plain('ok');
  const excluded = new Set(call.query.getAll('exclude'));
  const lines = checks[root].map((check) => `[+]${check} ${excluded.delete(check) ? 'excluded: ' : ''}ok\n`);
  if (excluded.size > 0) {
    const unknown = [...excluded].sort().map(goQuote).join();
    lines.push(`warn: some health checks cannot be excluded: no matches for ${unknown}\n`);
  }
  return plain(`${lines.join('')}${root} check passed\n`);
}

/** What there is: the answer to `/`, and with 404 to what there is not. */
function index({ context }: Call, status: number): Answer {
  const served = context.registry
    .all()
    .flatMap(({ group, version }) => (group === '' ? ['/api/v1'] : [`/apis/${group}`, `/apis/${group}/${version}`]));
  const checked = Object.entries(checks).flatMap(([root, names]) => [
    `/${root}`,
    ...names.map((name) => `/${root}/${name}`),
  ]);
  const fixed = ['/api', '/apis', '/apis/', '/openapi/v2', '/openapi/v3', '/openapi/v3/', '/version'];
  const paths = [...new Set([...fixed, ...checked, ...served])].sort();
  const text = JSON.stringify({ paths }, null, 2);
  return { status, text, format: { type: 'json' }, contentType: 'application/json' };
}

function discovery(call: Call, root: 'api' | 'apis', rest: string[]): Answer {
  const resources = call.context.registry.all();
  const core = root === 'api';
  const isRouted = core || rest[0] === undefined || isBuiltinGroup(call, rest[0]);
  if (isRouted) requireRepresentation(call.request, objectMediaTypes);
  if (rest.length === 0) {
    if (wantsAggregated(call.request.headers['accept'])) return aggregatedAnswer(call, core);
  }
  const { type } = negotiate(call.request.headers['accept']);
  const answer = (value: JsonObject): Answer => ({ ...json(value), format: { type } });
  if (rest.length === 0) return answer(core ? coreVersions(call.address()) : groupList(resources));
  const [first = '', second] = rest;
  if (core) {
    const list = resourceList(resources, '', first);
    if (list === undefined) throw unknownResource();
    return answer(list);
  }
  const found = second === undefined ? groupOf(resources, first) : resourceList(resources, first, second);
  return found === undefined ? plain('404 page not found\n', 404) : answer(found);
}

/** Whether the client would rather have the aggregated form, in a version that there is, than the plain one. */
function wantsAggregated(accept: string | undefined): boolean {
  for (const { type, parameters } of parseAccept(accept)) {
    if (type !== 'application/json') continue;
    const { as, g, v } = parameters;
    if (as !== 'APIGroupDiscoveryList') return false;
    if (g === 'apidiscovery.k8s.io' && v === 'v2') return true;
  }
  return false;
}

function aggregatedAnswer(call: Call, core: boolean): Answer {
  const document: JsonObject = aggregated(call.context.registry.all(), core);
  const text = JSON.stringify(document);
  const etag = `"${createHash('sha512').update(text).digest('hex').toUpperCase()}"`;
  const headers = { etag, vary: 'Accept', 'cache-control': 'public' };
  const contentType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  if (call.request.headers['if-none-match'] === etag) return { ...plain('', 304), contentType, headers };
  return { status: 200, text, format: { type: 'json' }, contentType, headers };
}
