/**
 * HTTP in front of a Kubernetes API handler: who asks (by client certificate), bodies, watches that stream.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';

export interface KubeRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array;
  /** The common name of the client's certificate; absent when nobody has shown one. */
  readonly user?: string;
  readonly signal: AbortSignal;
}

export interface KubeResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** A watch answers with one chunk an event. */
  readonly body: string | Uint8Array | AsyncIterable<string>;
}

export type KubeHandler = (request: KubeRequest) => Promise<KubeResponse>;

/** As in Kubernetes (`MaxRequestBodyBytes`). */
const maxBodyBytes = 3 * 1024 * 1024;
/** What Kubernetes shows to anyone (ClusterRole `system:public-info-viewer`). */
const publicPaths: ReadonlySet<string> = new Set(['/healthz', '/livez', '/readyz', '/version', '/version/']);

/** Answers one request. Never rejects: what the handler throws is an answer with status 500. */
export async function serveKube(
  handle: KubeHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const answer = await answerTo(handle, request, gone.signal);
    response.writeHead(answer.status, answer.headers);
    if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) {
      response.end(answer.body);
      return;
    }
    response.flushHeaders();
    await pipeline(Readable.from(answer.body), response);
  } catch (error) {
    if (gone.signal.aborted) return;
    if (response.headersSent) response.destroy();
    else send(response, kubeStatus(500, 'InternalError', error instanceof Error ? error.message : String(error)));
  }
}

/** The `Status` object with which Kubernetes refuses. */
export function kubeStatus(code: number, reason: string, message: string): KubeResponse {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  return kubeJson(code, status);
}

export function kubeJson(status: number, value: unknown): KubeResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

async function answerTo(handle: KubeHandler, request: IncomingMessage, signal: AbortSignal): Promise<KubeResponse> {
  const { method = 'GET', url = '/' } = request;
  const user = userOf(request);
  const [pathname = '/'] = url.split('?');
  if (user === undefined && !publicPaths.has(pathname)) return kubeStatus(401, 'Unauthorized', 'Unauthorized');
  const body = await readBody(request);
  if (body === undefined) {
    return kubeStatus(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${maxBodyBytes}`);
  }
  return handle({
    method,
    path: url,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    ...(body.length > 0 ? { body } : {}),
    ...(user === undefined ? {} : { user }),
    signal,
  });
}

function userOf({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const name: unknown = socket.getPeerCertificate().subject?.CN;
  return typeof name === 'string' ? name : undefined;
}

/** The whole body; undefined when it is larger than allowed. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // no encoding is set on the request
    size += bytes.length;
    if (size <= maxBodyBytes) chunks.push(bytes);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

function send(response: ServerResponse, { status, headers, body }: KubeResponse & { body: unknown }): void {
  response.writeHead(status, headers);
  response.end(body);
}
