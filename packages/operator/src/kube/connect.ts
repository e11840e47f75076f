import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { type Exchange, exchange } from './exchange.ts';
import { type KubeconfigSource, loadKubeconfig } from './kubeconfig.ts';
import type { KubeRequest, KubeResponse, KubeTransport } from './transport.ts';

export interface KubeConnection {
  transport: KubeTransport;
  /** The API server's address, for people. */
  server: string;
  /** The namespace that the kubeconfig's context (or the pod) stands in. */
  namespace: string;
  /** Ends every connection; requests still in flight are aborted. */
  close(): Promise<void>;
}

/** Between two signs of life on a connection that says nothing: sooner than the load balancers of most clouds forget it. */
const KEEP_ALIVE_MS = 30_000;

/**
 * Connects to the API server that a kubeconfig names. Certificates, tokens, exec and OIDC plug-ins and proxies are the official client's
 * business; connections are ours, because that client opens a new one for every request (dependencies §1), and Node's own, because the parser of
 * other clients costs the operator a third of a second and 35 MiB at its start (docs/decisions/0003).
 *
 * @throws KubeconfigError when there is no usable kubeconfig
 */
export async function connectKube(source: KubeconfigSource = {}): Promise<KubeConnection> {
  const { KubeConfig } = await import('./official-client.ts');
  const load = () => loadKubeconfig(() => new KubeConfig(), source);
  let config = load();
  let reload = false;
  let kept: Kept | undefined;

  /** Credentials as they are now, and connections that are made anew only when these have changed: rotated certificates, another proxy. */
  async function authorised(): Promise<Exchange> {
    if (reload) {
      config = load();
      reload = false;
    }
    const { headers, auth, agent: _, ...connection } = await optionsOf(config.kubeconfig);
    const proxy = config.kubeconfig.getCurrentCluster()?.proxyUrl;
    const fingerprint = fingerprintOf([config.server, proxy, connection]);
    if (kept?.fingerprint !== fingerprint) {
      if (kept !== undefined) retire(kept.agent);
      kept = { fingerprint, agent: agentFor(config.server, connection, proxy && (await proxied())) };
    }
    return { agent: kept.agent, ...(headers === undefined ? {} : { headers }), ...(auth ? { auth } : {}) };
  }

  /** The way through a proxy as the client makes it, for each request anew. A configuration keeps its first one, whatever changes: so a fresh one. */
  async function proxied(): Promise<Options['agent']> {
    return (await optionsOf(load().kubeconfig)).agent;
  }

  async function transport(request: KubeRequest): Promise<KubeResponse> {
    const through = await authorised();
    const headers = { accept: 'application/json', 'user-agent': 'asm-privatelink', ...request.headers };
    try {
      const response = await exchange(new URL(joinPath(config.server, request.path)), { ...request, headers }, through);
      // A token of an exec plug-in without an expiry is kept for ever by the client: refused credentials are loaded anew.
      if (response.status === 401) reload = config.reloadable;
      return response;
    } catch (error) {
      // The server may stand behind a new certificate, with the kubeconfig rewritten to match.
      if (request.signal?.aborted !== true) reload = config.reloadable;
      throw error;
    }
  }

  return {
    transport,
    server: config.server,
    namespace: config.namespace,
    close: async () => kept?.agent.destroy(),
  };
}

interface Kept {
  readonly fingerprint: string;
  readonly agent: http.Agent;
}

type Options = https.AgentOptions &
  Pick<https.RequestOptions, 'agent' | 'auth'> & { headers?: http.OutgoingHttpHeaders };

/** Certificates, headers and the agent of the official client, as they are for the next request. */
async function optionsOf(kubeconfig: Pick<KubeConfig, 'applyToHTTPSOptions'>): Promise<Options> {
  const options: Options = {};
  await kubeconfig.applyToHTTPSOptions(options);
  return options;
}

function agentFor(server: string, connection: https.AgentOptions, proxied: Options['agent'] | ''): http.Agent {
  if (proxied instanceof http.Agent) return proxied;
  const keeping = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS };
  return server.startsWith('https:') ? new https.Agent({ ...connection, ...keeping }) : new http.Agent(keeping);
}

/** What is in flight may finish, so that a rotation breaks no watch; nothing is kept after that. */
function retire(agent: http.Agent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

function fingerprintOf(parts: unknown): string {
  const text = JSON.stringify(parts, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

/** A server's address may have a path of its own (a proxy in front of several clusters). */
function joinPath(server: string, path: string): string {
  return server.replace(/\/+$/, '') + path;
}
