/** One HTTP exchange over connections that an agent keeps. */
import http, { type Agent, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { KubeRequest, KubeResponse } from './transport.ts';

/** What every request carries. */
export interface Exchange {
  readonly agent: Agent;
  readonly headers?: OutgoingHttpHeaders;
  /** Name and password, with a colon between them. */
  readonly auth?: string;
}

/**
 * Sends one request to `url` and answers when the head of the answer is there.
 *
 * A server may close a kept connection at the very moment we use it. What was only asked is then asked once more, on a new one; a write is not, for
 * nobody could say whether it took its effect.
 */
export async function exchange(url: URL, request: KubeRequest, through: Exchange): Promise<KubeResponse> {
  const response = await send(url, request, through).catch((error: unknown) => {
    if (request.method === 'GET' && error instanceof ClosedWhileKept) return send(url, request, through);
    throw error;
  });
  response.setEncoding('utf8');
  return { status: response.statusCode ?? 0, headers: flat(response.headers), body: response };
}

class ClosedWhileKept extends Error {}

function send(url: URL, { method, headers, body, signal }: KubeRequest, through: Exchange): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request: start } = url.protocol === 'https:' ? https : http;
    const request = start(url, {
      ...through,
      method,
      // Node leaves the length out where a body is unusual, as in a DELETE with preconditions.
      headers: {
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        ...headers,
        ...through.headers,
      },
      ...(signal === undefined ? {} : { signal }),
    });
    request.once('response', resolve);
    request.once('socket', listen);
    // Stays: an error that comes after the answer is the body's to tell, and must not end the process.
    request.on('error', (error) => {
      const closed = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      reject(closed ? new ClosedWhileKept(error.message, { cause: error }) : error);
    });
    request.end(body);
  });
}

/**
 * Node takes its own listener off when the body has ended. A request that is aborted between its head and then has destroyed the connection by that
 * time, and the error, which has been told already, would end the process.
 */
function listen(socket: Socket): void {
  if (!socket.listeners('error').includes(heard)) socket.on('error', heard);
}

function heard(): void {}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}
