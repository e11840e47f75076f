import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from './log.ts';

export interface OperatorHttpOptions {
  /** 0: any free port. */
  port: number;
  /** Loopback unless told otherwise: metrics name clusters' states, and nothing here asks who is calling. In a pod: `0.0.0.0`. */
  host?: string;
  /** False when a restart is the remedy: the loop or the watch is stuck. */
  healthy(): boolean;
  /** True once the objects are known. A standby is ready too. */
  ready(): boolean;
  metrics: { text(): Promise<string>; readonly contentType: string };
  log: Log;
}

/** `/healthz`, `/readyz` and `/metrics`. Rejects when the port cannot be bound. */
export async function serveHttp(options: OperatorHttpOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { port, host = '127.0.0.1', healthy, ready, metrics, log } = options;

  async function answer({
    method,
    url = '/',
  }: IncomingMessage): Promise<[status: number, body: string, type?: string]> {
    if (method !== 'GET' && method !== 'HEAD') return [405, 'only GET'];
    switch (url.split('?', 1)[0]) {
      case '/healthz':
        return healthy() ? [200, 'ok'] : [503, 'stuck: the loop or the watch has not moved for minutes'];
      case '/readyz':
        return ready() ? [200, 'ok'] : [503, 'not ready: the objects have not been listed yet'];
      case '/metrics':
        return [200, await metrics.text(), metrics.contentType];
      default:
        return [404, 'there are /healthz, /readyz and /metrics'];
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [status, body, type = 'text/plain; charset=utf-8'] = await answer(request);
    response.writeHead(status, { 'content-type': type });
    response.end(request.method === 'HEAD' ? undefined : `${body}\n`);
  }

  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.error({ error, url: request.url }, 'a request to the health server failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo; // listening on a port: neither null nor the path of a socket
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
