/** Who may ask the inspection API: programs on this machine, and no page of another site that a browser on it has open. */
import type http from 'node:http';
import { BlockList, isIP } from 'node:net';
import { InspectError } from './route.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Throws InspectError for a request that may not be answered. `anywhere` lets other machines in. */
export function guard({ method, headers, socket }: http.IncomingMessage, anywhere: boolean): void {
  if (!anywhere && !isLoopback(socket.remoteAddress ?? '')) {
    throw new InspectError('NotLoopback', 'the inspection API answers only on this machine');
  }
  const host = hostName(headers.host ?? '');
  // A name that an attacker has made to lead here is told by the Host header; an address leads nowhere else.
  if (host !== 'localhost' && isIP(host) === 0) {
    throw new InspectError('ForeignSite', `ask for it by an address or by localhost, not by "${host.slice(0, 100)}"`);
  }
  const { origin, 'sec-fetch-site': site } = headers;
  if (
    (origin !== undefined && origin !== `http://${headers.host}` && origin !== `https://${headers.host}`) ||
    site === 'cross-site'
  ) {
    throw new InspectError('ForeignSite', 'pages of other sites may not ask');
  }
  const sends = method === 'POST' || method === 'PUT' || method === 'PATCH';
  if (sends && !/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw new InspectError('NotJson', 'send content-type: application/json');
  }
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return isIP(plain) !== 0 && loopback.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function hostName(host: string): string {
  return (/^\[([^\]]*)\]/.exec(host)?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase();
}
