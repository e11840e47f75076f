/**
 * Pilot's injection webhook: what a cluster's API server asks when a pod is made.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import * as z from 'zod';
import type { Certificate } from '../x509.ts';
import { listen, type SocketPlace } from './addresses.ts';
import { json } from './json.ts';

/** Serves `POST /inject` over TLS with the given certificate. */
export async function startWebhook(identity: Certificate): Promise<{ place: SocketPlace; stop: () => Promise<void> }> {
  const server = https.createServer(
    { cert: identity.cert, key: identity.key },
    (request, response) => void serveInjection(request, response),
  );
  const place = await listen(server, { host: '127.0.0.1', port: 0 });
  return {
    place,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The part of an AdmissionReview that an answer repeats. */
const admissionReview = json.pipe(z.object({ apiVersion: z.string(), request: z.object({ uid: z.string() }) }));

/** More than an API server sends: its own limit for an object is 3 MiB. */
const maxReviewBytes = 6 * 1024 * 1024;

/** Allows every pod, unchanged: this model has no sidecar image to inject. */
async function serveInjection(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const path = request.url?.split('?')[0] ?? '';
  if (path !== '/inject' && !path.startsWith('/inject/')) return answer(404, { error: `no such path: ${path}` });
  if (request.method !== 'POST') return answer(405, { error: 'send a POST with an AdmissionReview' });
  try {
    const review = readReview(await readText(request));
    if (!review) return answer(400, { error: 'the body is not an AdmissionReview with request.uid' });
    const { apiVersion, uid } = review;
    answer(200, { apiVersion, kind: 'AdmissionReview', response: { uid, allowed: true } });
  } catch (error) {
    // Too large, or the client went away.
    if (error instanceof RangeError) answer(413, { error: error.message });
    else response.destroy();
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // no encoding is set on the request
    size += bytes.length;
    if (size > maxReviewBytes) throw new RangeError(`the body is larger than ${maxReviewBytes} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString();
}

function readReview(text: string): { apiVersion: string; uid: string } | undefined {
  const parsed = admissionReview.safeParse(text);
  return parsed.success ? { apiVersion: parsed.data.apiVersion, uid: parsed.data.request.uid } : undefined;
}
