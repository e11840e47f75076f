/** The one endpoint that stands for all products: an emulator, a proxy. */
import net from 'node:net';
import { Failure } from '../failure.ts';

export interface CloudAddress {
  /** Host, and port if it is not the usual one. */
  readonly endpoint: string;
  readonly protocol: 'HTTP' | 'HTTPS';
}

/** @throws Failure when it is no URL, has more than a host and a port, or would send signed requests in the clear */
export function parseCloudEndpoint(text: string): CloudAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw refused(`"${text}" is not an http or https URL`, 'Give one such as http://127.0.0.1:8080.');
  }
  if (url.username !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refused('it has more than a host and a port', `Give only ${url.protocol}//${url.host}.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refused(
      'plain http would show the requests to whoever listens',
      'Use https; http is only for this machine (127.0.0.1).',
    );
  }
  return { endpoint: url.host, protocol: url.protocol === 'http:' ? 'HTTP' : 'HTTPS' };
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return host === 'localhost' || host === '::1' || (net.isIPv4(host) && host.startsWith('127.'));
}

function refused(what: string, now: string): Failure {
  return new Failure({ code: 'CloudEndpointInvalid', what, where: '--cloud-endpoint', now, exit: 'usage' });
}
