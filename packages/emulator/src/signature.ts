/**
 * Checking signatures, from the written rules (alibaba-cloud-api §1.3–§1.5): ACS3-HMAC-SHA256, the old RPC one and the old ROA one. What was
 * signed is taken from the request itself; which headers, from the list it gives.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ApiError } from './errors.ts';
import type { WireRequest } from './wire.ts';
import type { AccessKey } from './world.ts';

/** A clock may be off by this much. */
const SKEW_MS = 15 * 60_000;
/** Of most requests: their parameters are in the query. */
const HASH_OF_NOTHING = sha256('');

export interface Verifier {
  readonly keys: ReadonlyMap<string, AccessKey>;
  readonly nonces: Nonces;
  /** The time of the world outside, since callers sign with that; milliseconds since the epoch. */
  now(): number;
}

/** Answers whose request it is. Throws ApiError for one that is not signed as it must be. */
export function verify(request: WireRequest, verifier: Verifier): AccessKey {
  const authorization = request.headers.get('authorization') ?? '';
  if (authorization.startsWith('ACS3-')) return verifyAcs3(request, authorization, verifier);
  if (authorization.startsWith('acs ')) return verifyRoa(request, authorization, verifier);
  if (request.params['Signature'] !== undefined) return verifyRpc(request, verifier);
  throw incomplete('the request carries no signature');
}

function verifyAcs3(request: WireRequest, authorization: string, verifier: Verifier): AccessKey {
  const { headers } = request;
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  if (match === null) {
    throw incomplete(
      'the Authorization header is not of the form ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…',
    );
  }
  const [, keyId = '', list = '', signature = ''] = match;
  const signed = list.split(';');
  for (const name of ['host', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']) {
    if (!headers.has(name)) throw incomplete(`the header ${name} is missing`);
    if (!signed.includes(name)) throw incomplete(`the header ${name} is not among the signed ones`);
  }
  const key = keyOf(keyId, verifier);
  const hash = request.body.length === 0 ? HASH_OF_NOTHING : sha256(request.body);
  if (headers.get('x-acs-content-sha256') !== hash) throw mismatch(`the body's SHA-256 is ${hash}`);
  const canonical = [
    request.method,
    request.path.replace(/\+/g, '%20').replace(/\*/g, '%2A').replace(/%7E/g, '~'),
    sortedPairs(request.query)
      .map(([name, value]) => `${name}=${percentEncode(value)}`)
      .join('&'),
    ...signed.map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
    '',
    list,
    hash,
  ].join('\n');
  const toSign = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  compare(signature, createHmac('sha256', key.secret).update(toSign).digest('hex'), canonical);
  checkToken(key, headers.get('x-acs-security-token'));
  checkFresh(headers.get('x-acs-date'), headers.get('x-acs-signature-nonce'), key, verifier);
  return key;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function verifyRpc(request: WireRequest, verifier: Verifier): AccessKey {
  const {
    Signature: signature = '',
    AccessKeyId,
    SignatureMethod,
    SignatureNonce,
    Timestamp,
    SecurityToken,
  } = request.params;
  if (!AccessKeyId) throw incomplete('the parameter AccessKeyId is missing');
  const algorithm = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' }[SignatureMethod ?? ''];
  if (algorithm === undefined) throw incomplete(`the SignatureMethod "${SignatureMethod ?? ''}" is not HMAC-SHA1`);
  const key = keyOf(AccessKeyId, verifier);
  const signed = new Map([...request.query, ...request.form]);
  signed.delete('Signature');
  const canonical = sortedPairs([...signed])
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  const toSign = `${request.method}&%2F&${percentEncode(canonical)}`;
  compare(signature, createHmac(algorithm, `${key.secret}&`).update(toSign).digest('base64'), toSign);
  checkToken(key, SecurityToken);
  checkFresh(Timestamp, SignatureNonce, key, verifier);
  return key;
}

function verifyRoa(request: WireRequest, authorization: string, verifier: Verifier): AccessKey {
  const { headers } = request;
  const [, keyId = '', signature = ''] = /^acs ([^:]+):(\S+)$/.exec(authorization) ?? [];
  if (signature === '') throw incomplete('the Authorization header is not of the form acs <key id>:<signature>');
  const key = keyOf(keyId, verifier);
  const own = [...headers].filter(([name]) => name.startsWith('x-acs-')).sort(([a], [b]) => (a < b ? -1 : 1));
  const query = sortedPairs(request.query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const toSign = [
    request.method,
    ...['accept', 'content-md5', 'content-type', 'date'].map((name) => headers.get(name) ?? ''),
    ...own.map(([name, value]) => `${name}:${value.replace(/[\t\n\r\f]/g, ' ').trim()}`),
    query === '' ? request.path : `${request.path}?${query}`,
  ].join('\n');
  compare(signature, createHmac('sha1', key.secret).update(toSign).digest('base64'), toSign);
  checkToken(key, headers.get('x-acs-security-token'));
  checkDate(headers.get('date'), verifier);
  // The old Python and Go cores send none, and two like calls of one second have the same signature.
  const nonce = headers.get('x-acs-signature-nonce');
  if (nonce !== undefined) checkNonce(nonce, key, verifier);
  return key;
}

/** Everything but letters, digits and `-_.~` (RFC 3986). */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sortedPairs(pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function keyOf(id: string, { keys }: Verifier): AccessKey {
  const key = keys.get(id);
  if (key !== undefined) return key;
  throw new ApiError('InvalidAccessKeyId.NotFound', `The access key "${id}" is not known.`, { status: 404 });
}

function compare(given: string, computed: string, serverString: string): void {
  const a = Buffer.from(given);
  const b = Buffer.from(computed);
  if (a.length !== b.length || !timingSafeEqual(a, b)) {
    throw mismatch(`the server's string to sign is: ${serverString}`);
  }
}

function checkToken(key: AccessKey, token: string | undefined): void {
  if ((key.securityToken ?? '') === (token ?? '')) return;
  if (!token) {
    throw new ApiError('MissingSecurityToken', 'The access key is of a session, whose security token is missing.', {
      status: 400,
    });
  }
  throw new ApiError(
    'InvalidSecurityToken.MismatchWithAccessKey',
    'The security token is not that of the access key.',
    { status: 400 },
  );
}

/** Only for a request whose signature is right, so that nobody else can use its nonce up. */
function checkFresh(date: string | undefined, nonce: string | undefined, key: AccessKey, verifier: Verifier): void {
  checkDate(date, verifier);
  checkNonce(nonce, key, verifier);
}

function checkDate(date: string | undefined, { now }: Verifier): void {
  const time = Date.parse(date ?? '');
  if (Number.isNaN(time)) throw incomplete(`the date "${date ?? ''}" cannot be read`);
  if (Math.abs(time - now()) > SKEW_MS) {
    throw new ApiError('InvalidTimeStamp.Expired', `The request's time ${date} is more than 15 minutes off.`, {
      status: 400,
    });
  }
}

function checkNonce(nonce: string | undefined, key: AccessKey, { nonces, now }: Verifier): void {
  if (!nonce) throw incomplete('the signature nonce is missing');
  if (!nonces.use(`${key.id}/${nonce}`, now())) {
    throw new ApiError('SignatureNonceUsed', 'The signature nonce was used before.', { status: 400 });
  }
}

function incomplete(why: string): ApiError {
  return new ApiError('IncompleteSignature', `The request signature does not conform to the rules: ${why}.`, {
    status: 400,
  });
}

function mismatch(detail: string): ApiError {
  return new ApiError('SignatureDoesNotMatch', `The request signature does not match; ${detail}`, { status: 400 });
}

/** Nonces that have been used. Each is kept as long as its request could be played again. */
export class Nonces {
  readonly #used = new Map<string, number>();

  /** False when it was used before. */
  use(nonce: string, now: number): boolean {
    for (const [old, at] of this.#used) {
      if (now - at <= 2 * SKEW_MS) break;
      this.#used.delete(old);
    }
    if (this.#used.has(nonce)) return false;
    this.#used.set(nonce, now);
    return true;
  }
}
