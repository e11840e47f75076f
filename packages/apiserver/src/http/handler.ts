import { createDocuments, type Documents } from '../openapi/documents.ts';
import { loadParser, ParserNotLoaded } from '../schema/index.ts';
import { badRequest, StatusError } from '../status.ts';
import { CompactedError } from '../store/store.ts';
import { type Format, negotiate } from './accept.ts';
import { authorize } from './authorize.ts';
import type { HandlerOptions } from './call.ts';
import { impersonated } from './impersonate.ts';
import { metaEndpoint } from './meta.ts';
import { parsePath } from './path.ts';
import { resourceEndpoint } from './resource.ts';
import { type Answer, errorAnswer, respond } from './respond.ts';
import { reviewEndpoint } from './review.ts';
import { tokenEndpoint } from './token.ts';
import type { Identity, KubeRequest, KubeResponse } from './types.ts';

export type Handler = (request: KubeRequest, identity: Identity) => Promise<KubeResponse>;

/** The whole API behind one function: every answer, also every error, is a response. */
export function createHandler(options: HandlerOptions): Handler {
  const { context } = options;
  const documents = createDocuments(context.registry);
  return async (request, identity) => {
    const done = context.clock.busy();
    try {
      const answer = await routeLoaded({ ...options, documents }, request, identity);
      return 'text' in answer ? await respond(request, answer) : answer;
    } catch (error) {
      return await respond(request, errorAnswer(asStatus(error, options, request), errorFormat(request)));
    } finally {
      done();
    }
  };
}

/** A request that needs the parser of rules is made again when that is loaded: until then it has changed nothing. */
async function routeLoaded(...call: Parameters<typeof route>): ReturnType<typeof route> {
  try {
    return await route(...call);
  } catch (error) {
    if (!(error instanceof ParserNotLoaded)) throw error;
    await loadParser();
    return await route(...call);
  }
}

async function route(
  options: HandlerOptions & { documents: Documents },
  request: KubeRequest,
  identity: Identity,
): Promise<Answer | KubeResponse> {
  const [path, search] = splitPath(request.path);
  const query = new URLSearchParams(search);
  const target = parsePath(path);
  authorize(identity, target, request.method);
  const call = { ...options, request, query, identity: impersonated(identity, request.headers) };
  if (target.type === 'other') return metaEndpoint(call, target.path);
  return reviewEndpoint(call, target) ?? tokenEndpoint(call, target) ?? resourceEndpoint(call, target);
}

function splitPath(path: string): [string, string] {
  const at = path.indexOf('?');
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
}

/** As the client would have it, if this server can write it so. */
function errorFormat({ headers }: KubeRequest): Format {
  try {
    return { type: negotiate(headers['accept']).type };
  } catch {
    return { type: 'json' };
  }
}

function asStatus(error: unknown, options: HandlerOptions, request: KubeRequest): StatusError {
  if (error instanceof StatusError) return error;
  if (error instanceof URIError) return badRequest(`the path is not well encoded: ${request.path.slice(0, 200)}`);
  if (error instanceof CompactedError) return new StatusError(410, 'Expired', error.message);
  options.log('request failed', { method: request.method, path: request.path, error });
  const message = `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`;
  return new StatusError(500, 'InternalError', message, { causes: [{ message }] });
}
