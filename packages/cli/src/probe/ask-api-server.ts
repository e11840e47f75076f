/** What an API server answers to who shows no credentials: its version, or that it wants some. Both say that it is there. */
import http from 'node:http';
import type tls from 'node:tls';
import { inTime, type Patience } from './connect.ts';

export interface Answer {
  readonly ok: boolean;
  readonly text: string;
}

export function askApiServer(secured: tls.TLSSocket, host: string, patience: Patience): Promise<Answer> {
  return inTime<Answer>(secured, patience, (resolve, reject) => {
    const request = http.get({ createConnection: () => secured, host, path: '/version' }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve(read(response.statusCode ?? 0, Buffer.concat(chunks).toString())));
    });
    request.once('error', reject);
  });
}

function read(status: number, body: string): Answer {
  const version = /"gitVersion":\s*"([^"]+)"/.exec(body)?.[1];
  if (status === 200 && version !== undefined) return { ok: true, text: `GET /version: ${version}` };
  if (status === 401 || status === 403) return { ok: true, text: `GET /version: ${status}, it wants credentials` };
  return { ok: false, text: `GET /version answered ${status} without a version` };
}
