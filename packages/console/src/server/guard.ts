/** Who may ask: pages that this server has sent, and programs on this machine or with the token; no page of another site that a browser has open. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type http from 'node:http';
import { isIP } from 'node:net';
import { ApiError } from './route.ts';

export interface GuardOptions {
  /** Needed from everybody; undefined on loopback, where none is. */
  readonly token: string | undefined;
  /** Names beside addresses and `localhost` under which the server may be asked. */
  readonly names: readonly string[];
}

export const cookieName = 'asmpvl-console';

/** A header that no page of another site can send without being asked first, which it is not. */
const OWN_HEADER = 'x-asmpvl-console';

/** @throws ApiError for a request that may not be answered, whatever it asks for */
export function guardSite({ headers }: http.IncomingMessage, { names }: GuardOptions): void {
  const host = hostName(headers.host ?? '');
  // A name that an attacker has made to lead here is told by the Host header; an address leads nowhere else.
  if (host !== 'localhost' && isIP(host) === 0 && !names.includes(host)) {
    throw new ApiError('ForeignSite', `ask for it by an address or by localhost, not by "${host.slice(0, 100)}"`);
  }
}

/** What goes for the API alone. @throws ApiError */
export function guardApi(request: http.IncomingMessage, { token }: GuardOptions): void {
  const { method, headers } = request;
  const { origin, host, 'sec-fetch-site': site } = headers;
  const ours = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  if (!ours || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new ApiError('ForeignSite', 'pages of other sites may not ask');
  }
  if (method !== 'GET') {
    if (headers[OWN_HEADER] === undefined) {
      throw new ApiError('ForeignSite', `send the header ${OWN_HEADER}, with any value`);
    }
    if (method !== 'DELETE' && !/^application\/json\b/i.test(headers['content-type'] ?? '')) {
      throw new ApiError('NotJson', 'send content-type: application/json');
    }
  }
  if (token !== undefined && !knows(request, token)) {
    throw new ApiError('TokenMissing', 'give the token that the console printed when it started');
  }
}

/** Whether the request bears the token: as a cookie of our pages, or as a program sends it. */
function knows({ headers }: http.IncomingMessage, token: string): boolean {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const cookies = (headers.cookie ?? '').split(/;\s*/).map((each) => each.split('=', 2));
  const cookie = cookies.find(([name]) => name === cookieName)?.[1];
  return [bearer, cookie].some((given) => given !== undefined && sameSecret(given, token));
}

/** In a time that tells nothing of where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function hostName(host: string): string {
  return (/^\[([^\]]*)\]/.exec(host)?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase();
}
