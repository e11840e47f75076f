/**
 * One look at a cluster's API server, as a mesh's control plane takes it: dial, verify, ask for `/version`.
 */
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { codeOf, DialError } from './errors.ts';
import { json } from './json.ts';
import type { Network } from './network.ts';

/**
 * Why an API server is not reached:
 *
 * - `NoEndpoint`, `NotConnected`: no way there is to be seen, and nothing was dialled;
 * - `NameNotFound`, `TimedOut`, `Refused`: the dial failed, or the connection was closed before TLS (a restart);
 * - `CertificateName`: the certificate does not carry the name that was dialled;
 * - `CertificateInvalid`: it is not the cluster's certificate;
 * - `BadAnswer`: it answered, not as an API server does.
 */
export type ProbeReason =
  | 'NoEndpoint'
  | 'NotConnected'
  | 'NameNotFound'
  | 'TimedOut'
  | 'Refused'
  | 'CertificateName'
  | 'CertificateInvalid'
  | 'BadAnswer';

export type ProbeResult =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly reason: ProbeReason; readonly message: string };

export interface ProbeRequest {
  readonly network: Network;
  readonly clock: Clock;
  readonly fromVpc: string;
  /** An endpoint's domain, or an ip of `fromVpc`. The certificate must carry it. */
  readonly host: string;
  readonly port: number;
  /** The cluster's authority, PEM. */
  readonly ca: string;
  /** For the whole look. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Looks once. Rejects only when given up by the signal or by the network's closing (`DialError` with `ECANCELED`). */
export async function probeApiServer(request: ProbeRequest): Promise<ProbeResult> {
  const { network, clock, fromVpc, host, port, timeoutMs, signal } = request;
  let socket: net.Socket;
  try {
    socket = await network.dial({ fromVpc, host, port, timeoutMs, ...(signal ? { signal } : {}) });
  } catch (error) {
    return undialled(error);
  }
  if (signal?.aborted) socket.destroy();
  const idle = clock.busy();
  const giveUp = () => socket.destroy(new DialError('ECANCELED', request, 'the look was given up'));
  const expire = () => socket.destroy(new DialError('ETIMEDOUT', request, `no answer within ${timeoutMs} ms`));
  const cancel = clock.schedule(timeoutMs, expire);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    const secured = await handshake(socket, request);
    return await askVersion(secured, host, port);
  } catch (error) {
    if (signal?.aborted) throw new DialError('ECANCELED', request, 'the look was given up', error);
    return unanswered(error, request);
  } finally {
    signal?.removeEventListener('abort', giveUp);
    cancel();
    socket.destroy();
    idle();
  }
}

function handshake(socket: net.Socket, { host, ca }: ProbeRequest): Promise<tls.TLSSocket> {
  const name = net.isIP(host) ? { host } : { servername: host };
  const secured = tls.connect({ socket, ca, ...name });
  return new Promise((resolve, reject) => {
    // Errors that come later are the answer's, and heard there too.
    socket.on('error', reject);
    secured.on('error', reject);
    secured.once('close', () => reject(Object.assign(new Error('closed before TLS was up'), { code: 'ECONNRESET' })));
    secured.once('secureConnect', () => resolve(secured));
  });
}

function askVersion(secured: tls.TLSSocket, host: string, port: number): Promise<ProbeResult> {
  return new Promise((resolve, reject) => {
    const request = http.get({ createConnection: () => secured, host, port, path: '/version' });
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve(readVersion(response.statusCode ?? 0, Buffer.concat(chunks).toString())));
    });
  });
}

const versionAnswer = json.pipe(z.object({ gitVersion: z.string() }));

function readVersion(status: number, body: string): ProbeResult {
  const parsed = versionAnswer.safeParse(body);
  if (status === 200 && parsed.success) return { ok: true, version: parsed.data.gitVersion };
  return { ok: false, reason: 'BadAnswer', message: `GET /version answered ${status} without a version` };
}

function undialled(error: unknown): ProbeResult {
  if (!(error instanceof DialError) || error.code === 'ECANCELED') throw error;
  const { message } = error;
  switch (error.code) {
    case 'ENOTFOUND':
      return { ok: false, reason: 'NameNotFound', message };
    case 'ETIMEDOUT':
      return { ok: false, reason: 'TimedOut', message };
    case 'ECONNREFUSED':
      return { ok: false, reason: 'Refused', message };
  }
}

/** The codes of OpenSSL's verification that mean "not the authority we know". */
const untrusted: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
]);

/** Words it as the control plane does, which is written in Go: people search for these sentences. */
function unanswered(error: unknown, { host, port, fromVpc }: ProbeRequest): ProbeResult {
  const target = `${host}:${port} from ${fromVpc}`;
  const code = codeOf(error) ?? '';
  const names = namesInError(error);
  if (names) {
    const message = `tls: failed to verify certificate: x509: certificate is valid for ${names.join(', ')}, not ${host}`;
    return { ok: false, reason: 'CertificateName', message };
  }
  if (untrusted.has(code)) {
    const message = `tls: failed to verify certificate: x509: certificate signed by unknown authority (${target}, ${code})`;
    return { ok: false, reason: 'CertificateInvalid', message };
  }
  if (error instanceof DialError) return { ok: false, reason: 'TimedOut', message: error.message };
  if (closedByPeer.has(code)) {
    const message = `${target}: the connection was closed before an answer (${code}); the API server is down or restarts`;
    return { ok: false, reason: 'Refused', message };
  }
  return {
    ok: false,
    reason: 'BadAnswer',
    message: `${target}: ${error instanceof Error ? error.message : String(error)}`,
  };
}

/** What Node calls a connection that the other side ended, before or after TLS was up. */
const closedByPeer: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED']);

/** The names of the certificate, when the error says that the dialled one is not among them. */
function namesInError(error: unknown): string[] | undefined {
  if (codeOf(error) !== 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
  const parsed = alternativeNameError.safeParse(error);
  const names = parsed.success ? parsed.data.cert.subjectaltname : '';
  return names.split(', ').map((name) => name.replace(/^(DNS|IP Address|URI|email):/, ''));
}

/** What Node's error carries: the certificate as `getPeerCertificate` gives it. */
const alternativeNameError = z.object({ cert: z.object({ subjectaltname: z.string() }) });
