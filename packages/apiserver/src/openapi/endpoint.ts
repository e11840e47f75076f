import { parseAccept } from '../http/accept.ts';
import type { Call } from '../http/call.ts';
import type { Answer } from '../http/respond.ts';
import type { Resource } from '../resource.ts';
import { reviews } from '../reviews.ts';
import { notAcceptable } from '../status.ts';
import { documentV2, documentV3 } from './document.ts';
import { type Document, hashOf } from './documents.ts';
import { encodeDocument } from './proto.ts';

/** The v2 document as a protocol buffer, under the two names that clients have had for it. */
const protoTypes = [
  'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
  'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
];

/** `/openapi/v2`, `/openapi/v3` and the documents under it; undefined for anything else. @throws StatusError 406 */
export function openapiEndpoint(call: Call, rest: readonly string[]): Answer | undefined {
  const [version, ...path] = rest;
  if (version === 'v2' && path.length === 0) return answerV2(call);
  if (version !== 'v3') return undefined;
  return path.length === 0 ? answerIndex(call) : answerV3(call, path.join('/'));
}

function answerV2(call: Call): Answer {
  for (const { type } of parseAccept(call.request.headers['accept'])) {
    if (protoTypes.includes(type)) {
      const document = call.documents.get('v2.pb', (resources) => encodeDocument(documentV2(resources)));
      return documentAnswer(call, document, 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf');
    }
    if (['*/*', 'application/*', 'application/json'].includes(type)) {
      return documentAnswer(
        call,
        call.documents.get('v2', (resources) => JSON.stringify(documentV2(resources))),
        'application/json',
      );
    }
  }
  throw notAcceptable(['application/json', ...protoTypes]);
}

type Version = Pick<Resource, 'group' | 'version'>;

/** The versions that have a v3 document, by the path they have under `/openapi/v3`. */
function versionsOf(resources: readonly Resource[]): Map<string, Version> {
  const all = [...resources, ...reviews].map(({ group, version }) => ({ group, version }));
  return new Map(all.map((one) => [one.group === '' ? `api/${one.version}` : `apis/${one.group}/${one.version}`, one]));
}

function versionDocument(call: Call, path: string, { group, version }: Version): Document {
  return call.documents.get(path, (resources) => JSON.stringify(documentV3(resources, group, version)));
}

function answerIndex(call: Call): Answer {
  const versions = [...versionsOf(call.context.registry.all())].sort(([left], [right]) => (left < right ? -1 : 1));
  const paths = versions.map(([path, version]) => {
    const { hash } = versionDocument(call, path, version);
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
  });
  const text = JSON.stringify({ paths: Object.fromEntries(paths) });
  return documentAnswer(call, { body: text, hash: hashOf(text) }, 'application/json');
}

function answerV3(call: Call, name: string): Answer {
  const version = versionsOf(call.context.registry.all()).get(name);
  // A real server says nothing at all then, and with success.
  if (version === undefined) return { status: 200, text: '', format: { type: 'json' }, contentType: '' };
  const document = versionDocument(call, name, version);
  const acceptable = parseAccept(call.request.headers['accept']).some(({ type }) =>
    ['*/*', 'application/*', 'application/json'].includes(type),
  );
  if (!acceptable) throw notAcceptable(['application/json']);
  const asked = call.query.get('hash');
  if (asked === null || asked === '') return documentAnswer(call, document, 'application/json');
  if (asked !== document.hash) {
    // An address made for an earlier document leads to the present one.
    return {
      status: 301,
      text: '',
      format: { type: 'json' },
      contentType: 'text/plain; charset=utf-8',
      headers: { location: `/openapi/v3/${name}?hash=${document.hash}` },
    };
  }
  const answer = documentAnswer(call, document, 'application/json');
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'public, immutable' } };
}

function documentAnswer(call: Call, { body, hash }: Document, contentType: string): Answer {
  const etag = `"${hash}"`;
  const headers = { etag, vary: 'Accept' };
  const fresh = call.request.headers['if-none-match'] === etag;
  return { status: fresh ? 304 : 200, text: fresh ? '' : body, format: { type: 'json' }, contentType, headers };
}
