import { schemaOf } from '../builtin/schema.ts';
import type { Context } from '../context.ts';
import { parseObjectBody } from '../decode/body.ts';
import { DecodeError, decodeTyped } from '../decode/typed.ts';
import { array, child, metadataOf, number, text } from '../meta/object.ts';
import { invalid } from '../schema/cause.ts';
import { isObject, type JsonObject } from '../schema/json.ts';
import { badRequest, conflict, invalidObject, notFound, wrongMethod } from '../status.ts';
import { defaultAudience } from '../tls/tokens.ts';
import { withManagedFields } from '../verbs/managed.ts';
import { parseWriteOptions } from '../verbs/options.ts';
import type { Call } from './call.ts';
import type { Target } from './path.ts';
import { type Answer, json } from './respond.ts';

type Place = Extract<Target, { type: 'resource' }>;

const group = 'authentication.k8s.io';
const kind = 'TokenRequest';
const definition = 'io.k8s.api.authentication.v1.TokenRequest';
const tokenRequest = {
  group,
  version: 'v1',
  schema: schemaOf(definition),
  status: false,
  zero: {
    spec: { audiences: null, expirationSeconds: null, boundObjectRef: null },
    status: { token: '', expirationTimestamp: null },
  },
};
/** Seconds a token lives unless asked otherwise, and the bounds of what may be asked. */
const lifetime = { usual: 3600, least: 600, most: 2 ** 32 };

/** `serviceaccounts/NAME/token`: the answer when the path is that; undefined when it is not. @throws StatusError */
export function tokenEndpoint(call: Call, target: Place): Promise<Answer> | undefined {
  const isToken = target.group === '' && target.plural === 'serviceaccounts' && target.subresource === 'token';
  return isToken ? issue(call, target) : undefined;
}

async function issue({ context, request, query, tokens }: Call, target: Place): Promise<Answer> {
  const subject = { group: '', resource: 'serviceaccounts' };
  if (request.method !== 'POST') throw wrongMethod();
  const account = context.store.get('/serviceaccounts', target.namespace, target.name);
  if (account === undefined) throw notFound(subject, target.name);
  const { manager } = parseWriteOptions('CreateOptions', query, request.headers['user-agent']);
  const { value } = parseObjectBody(request.body, request.headers['content-type'], { kind, builtin: true });
  const decoded = decodeRequest(value);
  const spec: JsonObject = { expirationSeconds: lifetime.usual, ...child(decoded, 'spec') };
  const asked = withManagedFields(context, tokenRequest, undefined, { ...decoded, spec }, manager, '');
  const seconds = number(spec['expirationSeconds']);
  checkLifetime(seconds);
  if (isObject(spec['boundObjectRef'])) checkBound(context, target, spec['boundObjectRef']);
  const named = array(spec['audiences']).map(String);
  const audiences = named.length > 0 ? named : [defaultAudience];
  const token = await tokens.issue(
    { namespace: target.namespace, name: target.name, uid: account.uid },
    audiences,
    seconds,
  );
  const expirationTimestamp = `${new Date(context.clock.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
  return json(
    {
      kind,
      apiVersion: `${group}/v1`,
      metadata: { ...metadataOf(asked), name: target.name, namespace: target.namespace, creationTimestamp: null },
      spec: { audiences, expirationSeconds: seconds, boundObjectRef: spec['boundObjectRef'] ?? null },
      status: { token, expirationTimestamp },
    },
    201,
  );
}

/** What a token is bound to must be there; the only such kinds are secrets, which there are here, and pods. @throws StatusError 400, 404, 409 */
function checkBound(context: Context, { namespace }: Place, ref: JsonObject): void {
  const [apiVersion, boundKind, name] = [text(ref['apiVersion']), text(ref['kind']), text(ref['name'])];
  const plural = { Secret: 'secrets', Pod: 'pods' }[apiVersion.includes('/') ? '' : boundKind];
  if (plural === undefined) {
    const [boundGroup, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const type = `${boundGroup}/${version}, Kind=${boundKind}`;
    throw badRequest(`cannot bind token to object of type ${type}`);
  }
  const bound = context.store.get(`/${plural}`, namespace, name);
  if (bound === undefined) throw notFound({ group: '', resource: plural }, name);
  const uid = text(ref['uid']);
  if (uid !== '' && uid !== bound.uid) {
    const detail = `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflict({ group: '', resource: boundKind }, name, detail);
  }
}

function decodeRequest(value: Parameters<typeof decodeTyped>[1]): JsonObject {
  try {
    return decodeTyped(definition, value).object;
  } catch (error) {
    if (error instanceof DecodeError) {
      throw badRequest(`${kind} in version "v1" cannot be handled as a ${kind}: ${error.message}`);
    }
    throw error;
  }
}

function checkLifetime(seconds: number): void {
  const field = 'spec.expirationSeconds';
  const causes = [];
  if (seconds < lifetime.least) causes.push(invalid(field, seconds, 'may not specify a duration less than 10 minutes'));
  if (seconds > lifetime.most) {
    causes.push(invalid(field, seconds, 'may not specify a duration larger than 2^32 seconds'));
  }
  if (causes.length > 0) throw invalidObject({ group, resource: kind }, '', causes);
}
