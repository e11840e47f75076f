import { authenticated } from '../tls/identity.ts';
import type { Identity } from './types.ts';

const extraHeader = 'impersonate-extra-';

/** Whom a request is made as: who is authenticated may be anybody (`kubectl --as`). */
export function impersonated(identity: Identity, headers: Readonly<Record<string, string>>): Identity {
  const name = headers['impersonate-user'];
  if (name === undefined || name === '' || identity.groups.includes('system:unauthenticated')) return identity;
  const groups = listed(headers['impersonate-group']);
  const [, account, namespace] = /^(system:serviceaccount):([^:]+):[^:]+$/.exec(name) ?? [];
  const known = account === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const extra = Object.entries(headers)
    .filter(([header]) => header.startsWith(extraHeader))
    .map(([header, value]) => [decodeURIComponent(header.slice(extraHeader.length)), listed(value)] as const);
  return {
    ...authenticated(name, groups.length > 0 ? groups : known),
    ...(extra.length > 0 ? { extra: Object.fromEntries(extra) } : {}),
  };
}

/** A header that was sent several times. */
function listed(header: string | undefined): string[] {
  return (header ?? '').split(', ').filter((value) => value !== '');
}
