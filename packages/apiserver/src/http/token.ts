import { parseObjectBody } from '../decode/body.ts';
import { DecodeError, decodeTyped } from '../decode/typed.ts';
import { array, child, metadataOf, number } from '../meta/object.ts';
import { invalid } from '../schema/cause.ts';
import type { JsonObject } from '../schema/json.ts';
import { badRequest, invalidObject, notFound, wrongMethod } from '../status.ts';
import { defaultAudience } from '../tls/tokens.ts';
import type { Call } from './call.ts';
import type { Target } from './path.ts';
import { type Answer, json } from './respond.ts';

const group = 'authentication.k8s.io';
const kind = 'TokenRequest';
/** Seconds a token lives unless asked otherwise, and the bounds of what may be asked. */
const lifetime = { usual: 3600, least: 600, most: 2 ** 32 };

/** `serviceaccounts/NAME/token`: the answer when the path is that; undefined when it is not. @throws StatusError */
export function tokenEndpoint(call: Call, target: Extract<Target, { type: 'resource' }>): Promise<Answer> | undefined {
  const isToken = target.group === '' && target.plural === 'serviceaccounts' && target.subresource === 'token';
  return isToken ? issue(call, target) : undefined;
}

async function issue(
  { context, request, tokens }: Call,
  target: Extract<Target, { type: 'resource' }>,
): Promise<Answer> {
  const subject = { group: '', resource: 'serviceaccounts' };
  if (request.method !== 'POST') throw wrongMethod();
  const account = context.store.get('/serviceaccounts', target.namespace, target.name);
  if (account === undefined) throw notFound(subject, target.name);
  const { value } = parseObjectBody(request.body, request.headers['content-type'], { kind, builtin: true });
  const asked = decodeRequest(value);
  const spec = child(asked, 'spec');
  const seconds = spec['expirationSeconds'] === undefined ? lifetime.usual : number(spec['expirationSeconds']);
  checkLifetime(seconds);
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

function decodeRequest(value: Parameters<typeof decodeTyped>[1]): JsonObject {
  try {
    return decodeTyped('io.k8s.api.authentication.v1.TokenRequest', value).object;
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
