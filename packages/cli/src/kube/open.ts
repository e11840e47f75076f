/** A connection to the API server that the flags name. */

import { Agent, request } from 'node:https';
import {
  type KubeClient,
  type KubeConnection,
  type KubeTransport,
  kubeClient,
  systemClock,
} from '@asm-privatelink/operator/client';
import type { Environment } from '../context.ts';
import type { KubeFlags } from './options.ts';
import { readSimple, type SimpleAccess } from './simple.ts';

/** The name under which our writes stand in `managedFields`. */
const FIELD_MANAGER = 'asmpvl';

export interface OpenKube extends KubeConnection {
  readonly client: KubeClient;
}

/** @throws KubeconfigError when there is no usable kubeconfig */
export async function openKube(flags: KubeFlags, env: Environment): Promise<OpenKube> {
  const access = readSimple(flags, env);
  const connection = access === undefined ? await official(flags) : connectSimple(access);
  const { transport } = connection;
  return { ...connection, client: kubeClient({ transport, clock: systemClock(), fieldManager: FIELD_MANAGER }) };
}

async function official({ kubeconfig, context }: KubeFlags): Promise<KubeConnection> {
  const { connectKube } = await import('./official.ts');
  return connectKube({
    ...(kubeconfig === undefined ? {} : { path: kubeconfig }),
    ...(context === undefined ? {} : { context }),
  });
}

function connectSimple({ server, namespace, authorization, tls }: SimpleAccess): KubeConnection {
  const agent = new Agent({ keepAlive: true, ...defined(tls) });
  const prefix = server.pathname.replace(/\/+$/, '');
  const transport: KubeTransport = ({ method, path, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        new URL(server.origin + prefix + path),
        {
          agent,
          method,
          headers: {
            accept: 'application/json',
            'user-agent': FIELD_MANAGER,
            ...(authorization === undefined ? {} : { authorization }),
            ...headers,
          },
          ...(signal === undefined ? {} : { signal }),
        },
        (response) => {
          response.setEncoding('utf8');
          const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
          resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(flat), body: response });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  return { transport, server: server.href, namespace, close: async () => agent.destroy() };
}

/** TLS options must not be there at all when they are not given. */
function defined(tls: SimpleAccess['tls']): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(tls).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined),
  );
}
