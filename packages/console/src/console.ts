/** The console: pages that show a mesh and its links, live, and the API behind them. */
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Clock } from '@asm-privatelink/cloud';
import { watchMesh } from './mesh-watch.ts';
import { readAssets } from './server/assets.ts';
import { requestListener } from './server/serve.ts';
import type { Sources } from './sources.ts';

export interface ConsoleOptions {
  readonly sources: Sources;
  readonly clock: Clock;
  /** Where the built pages lie. */
  readonly pages: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** How others than this machine may ask; absent: only this machine may. */
  readonly outside?: Outside | undefined;
}

/** Other machines are answered only over TLS, and only those who know the token. */
export interface Outside {
  /** The address to listen on. */
  readonly host: string;
  /** Names under which it will be asked. */
  readonly names: readonly string[];
  readonly certificate: string;
  readonly key: string;
  readonly token: string;
}

export interface RunningConsole {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws what the machine says when it cannot listen there */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { sources, clock, pages, port, outside } = options;
  const ending = new AbortController();
  const { signal } = ending;
  // Each call in flight listens, and each request that is open.
  setMaxListeners(0, signal);
  const watch = watchMesh({ sources, clock, signal });
  const listener = requestListener({
    world: { sources, watch },
    assets: readAssets(pages),
    token: outside?.token,
    names: outside?.names ?? [],
    signal,
  });
  const server =
    outside === undefined
      ? http.createServer(listener)
      : https.createServer({ cert: outside.certificate, key: outside.key, minVersion: 'TLSv1.2' }, listener);
  const host = outside?.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `${outside === undefined ? 'http' : 'https'}://${isIP(host) === 6 ? `[${host}]` : host}:${bound}/`,
    async close() {
      ending.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await watch.ended;
    },
  };
}
