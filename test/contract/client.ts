/** Sends the requests of a contract to a server, one after the other, each over TLS as any client would. */
import https from 'node:https';
import { vi } from 'vitest';
import { credentialsOf } from '../support/kubeconfig.ts';
import type { ContractRequest } from './request.ts';

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface Client {
  send(request: ContractRequest): Promise<RawAnswer>;
  close(): void;
}

export function connect(kubeconfig: string): Client {
  const { server, ...tls } = credentialsOf(kubeconfig);
  const agent = new https.Agent({ keepAlive: true, ...tls });
  const answers = new Map<string, RawAnswer>();

  const once = (request: ContractRequest): Promise<RawAnswer> => {
    const fill = (text: string): string =>
      text.replace(/\{\{([^:{}]+):([^{}]+)\}\}/g, (_, what: string, field: string) =>
        valueAt(answers.get(what), what, field),
      );
    const body = request.body === undefined ? undefined : fill(asText(request.body));
    const url = new URL(server);
    return new Promise((resolve, reject) => {
      const outgoing = https.request(
        {
          agent,
          host: url.hostname,
          port: url.port,
          method: request.method,
          path: fill(request.path),
          headers: {
            'user-agent': 'contract/1',
            ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
            ...request.headers,
          },
          timeout: 30_000,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer to "${request.what}" in 30 s`)));
      outgoing.on('error', (cause) => reject(new Error(`no answer to "${request.what}" from ${server}`, { cause })));
      outgoing.end(body);
    });
  };

  return {
    async send(request) {
      const answer =
        request.until === undefined
          ? await once(request)
          : await vi.waitFor(
              async () => {
                const latest = await once(request);
                if (latest.status === request.until) return latest;
                throw new Error(`"${request.what}" is answered ${latest.status}: ${latest.body}`);
              },
              { timeout: 20_000, interval: 100 },
            );
      answers.set(request.what, answer);
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function asText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** @throws Error for a value that an earlier answer ought to have and has not */
function valueAt(answer: RawAnswer | undefined, what: string, field: string): string {
  let value: unknown = JSON.parse(answer?.body ?? 'null');
  for (const key of field.split('.')) value = value instanceof Object ? Reflect.get(value, key) : undefined;
  if (typeof value !== 'string') throw new Error(`the answer to "${what}" has no text at ${field}: ${answer?.body}`);
  return value;
}
