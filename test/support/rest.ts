/** A plain client of a Kubernetes API over TLS: kept-alive connections, and nothing that a library would add. For tests and benches. */
import { Agent, request } from 'node:https';
import { credentialsOf } from './kubeconfig.ts';

export interface RestAnswer {
  status: number;
  text: string;
}

export interface RestClient {
  call(method: string, path: string, body?: unknown, contentType?: string): Promise<RestAnswer>;
  /** The body of an answer. @throws Error when it is no success */
  must(method: string, path: string, body?: unknown, contentType?: string): Promise<Record<string, unknown>>;
  /** Calls `onLine` with each line of a watch; resolves, once the watch is open, to what ends it. */
  watch(path: string, onLine: (line: string) => void): Promise<() => void>;
  close(): void;
}

/** A client for the first cluster and user of a kubeconfig whose certificates stand in it. */
export function restClient(kubeconfig: string, connections = 16): RestClient {
  const { server, ...tls } = credentialsOf(kubeconfig);
  const agent = new Agent({ keepAlive: true, maxSockets: connections, ...tls });
  // Watches stay open, and so must not take the connections of the calls.
  const watching = new Agent({ ...agent.options, maxSockets: Number.POSITIVE_INFINITY });

  const call: RestClient['call'] = (method, path, body, contentType = 'application/json') =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const headers =
        payload === undefined ? {} : { 'content-type': contentType, 'content-length': String(payload.byteLength) };
      const outgoing = request(`${server}${path}`, { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(payload);
    });

  return {
    call,
    async must(...asked) {
      const { status, text } = await call(...asked);
      if (status < 200 || status >= 300) throw new Error(`${asked[0]} ${asked[1]}: ${status} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    watch: (path, onLine) =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${server}${path}`, { agent: watching }, (response) => {
          let rest = '';
          response.setEncoding('utf8').on('data', (chunk: string) => {
            const lines = `${rest}${chunk}`.split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) onLine(line);
          });
          response.on('error', () => undefined);
          resolve(() => outgoing.destroy());
        });
        outgoing.on('error', reject);
        outgoing.end();
      }),
    close() {
      agent.destroy();
      watching.destroy();
    },
  };
}
