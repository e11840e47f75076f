import type { PeerCertificate } from 'node:tls';
import type { Identity } from '../http/types.ts';

export const administrator: Identity = { name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] };

/** The user that a verified client certificate names: common name, and organisations as groups. */
export function identityOfCertificate(certificate: PeerCertificate): Identity | undefined {
  const { CN, O } = certificate.subject ?? {};
  const [name] = list(CN);
  return name === undefined ? undefined : authenticated(name, list(O));
}

export function authenticated(name: string, groups: readonly string[]): Identity {
  return { name, groups: [...new Set([...groups, 'system:authenticated'])] };
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)\s*$/i.exec(header ?? '')?.[1];
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
