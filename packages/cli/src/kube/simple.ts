/**
 * The kubeconfigs that need nothing of the official client: one file, https, a client certificate, a token or a password. Most are so, and reading
 * them here starts four times as fast. Whatever is not, or is not right, is left to that client, which also says best what is wrong.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Environment } from '../context.ts';
import type { KubeFlags } from './options.ts';

/** How to reach one API server. */
export interface SimpleAccess {
  readonly server: URL;
  readonly namespace: string;
  readonly authorization: string | undefined;
  readonly tls: {
    readonly ca: string | undefined;
    readonly cert: string | undefined;
    readonly key: string | undefined;
    readonly servername: string | undefined;
    readonly rejectUnauthorized: boolean;
  };
}

/** Undefined when the kubeconfig is not simple, or not to be had. Never throws. */
export function readSimple({ kubeconfig, context }: KubeFlags, env: Environment): SimpleAccess | undefined {
  const file = kubeconfig ?? (env['KUBECONFIG'] || path.join(env['HOME'] ?? '', '.kube', 'config'));
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => env[name]);
  if (proxied || file.includes(path.delimiter)) return undefined;
  try {
    return accessFrom(parse(readFileSync(file, 'utf8')), context, path.dirname(file));
  } catch {
    return undefined;
  }
}

function accessFrom(config: unknown, wanted: string | undefined, folder: string): SimpleAccess | undefined {
  const root = record(config);
  const context = named(root['contexts'], wanted ?? root['current-context'], 'context');
  const cluster = named(root['clusters'], context?.['cluster'], 'cluster');
  const user = named(root['users'], context?.['user'], 'user');
  if (context === undefined || cluster === undefined || user === undefined) return undefined;
  if (![...Object.keys(cluster), ...Object.keys(user)].every((field) => simple.has(field))) return undefined;
  const server = new URL(String(cluster['server']));
  if (server.protocol !== 'https:') return undefined;
  const textOf = (from: Record<string, unknown>, field: string): string | undefined => {
    const data = from[`${field}-data`];
    if (typeof data === 'string') return Buffer.from(data, 'base64').toString('utf8');
    const file = from[field];
    return typeof file === 'string' ? readFileSync(path.resolve(folder, file), 'utf8') : undefined;
  };
  return {
    server,
    namespace: string(context['namespace']) ?? 'default',
    authorization: authorizationOf(user),
    tls: {
      ca: textOf(cluster, 'certificate-authority'),
      cert: textOf(user, 'client-certificate'),
      key: textOf(user, 'client-key'),
      servername: string(cluster['tls-server-name']),
      rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
    },
  };
}

/** What may stand in a cluster and a user for it to be simple: no proxy, no plug-in, nobody impersonated, no token that is renewed on disk. */
const simple = new Set([
  'server',
  'certificate-authority',
  'certificate-authority-data',
  'insecure-skip-tls-verify',
  'tls-server-name',
  'extensions',
  'client-certificate',
  'client-certificate-data',
  'client-key',
  'client-key-data',
  'token',
  'username',
  'password',
]);

function authorizationOf(user: Record<string, unknown>): string | undefined {
  const [token, name, password] = ['token', 'username', 'password'].map((field) => string(user[field]));
  if (token !== undefined) return `Bearer ${token}`;
  return name === undefined ? undefined : `Basic ${Buffer.from(`${name}:${password ?? ''}`).toString('base64')}`;
}

/** The part `field` of the entry of that name. */
function named(list: unknown, name: unknown, field: string): Record<string, unknown> | undefined {
  if (!Array.isArray(list) || typeof name !== 'string') return undefined;
  const entry = list.map(record).find((each) => each['name'] === name);
  return entry?.[field] === undefined || entry[field] === null ? undefined : record(entry[field]);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
