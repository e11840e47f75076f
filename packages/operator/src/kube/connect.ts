import { createHash } from 'node:crypto';
import { Agent, type Dispatcher, request } from 'undici';
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

/** Waiting for the first byte of an answer. A watch answers at once and then stays open without a limit: silence is the reflector's to judge. */
const HEADERS_TIMEOUT_MS = 60_000;

/**
 * Connects to the API server that a kubeconfig names. Certificates, tokens, exec and OIDC plug-ins and proxies are the official client's
 * business; connections are ours, because that client opens a new one for every request (dependencies §1).
 *
 * @throws KubeconfigError when there is no usable kubeconfig
 */
export async function connectKube(source: KubeconfigSource = {}): Promise<KubeConnection> {
  const { KubeConfig, RequestContext } = await import('./official-client.ts');

  let dispatcher: Dispatcher | undefined;
  let made = '';

  /** Builds a dispatcher only when what it is built from has changed: rotated certificates, another proxy. */
  class CachedKubeConfig extends KubeConfig {
    override createDispatcherOptions(...args: Parameters<InstanceType<typeof KubeConfig>['createDispatcherOptions']>) {
      const options = super.createDispatcherOptions(...args);
      const wanted = fingerprint(options);
      if (wanted === made) return { type: 'none' as const };
      made = wanted;
      if (options.type !== 'none') return options;
      retire(new Agent());
      return options;
    }
  }

  function retire(successor: Dispatcher): void {
    // close() lets what is in flight finish, so that a rotation breaks no watch.
    void dispatcher?.close().catch(() => undefined);
    dispatcher = successor;
  }

  const load = () => loadKubeconfig(() => new CachedKubeConfig(), source);
  let config = load();
  let reload = false;

  async function authorised(
    path: string,
  ): Promise<{ url: string; headers: Record<string, string>; through: Dispatcher }> {
    if (reload) {
      config = load();
      reload = false;
    }
    const url = new URL(joinPath(config.server, path)).href;
    const context = new RequestContext(url, 'GET');
    await config.kubeconfig.applySecurityAuthentication(context);
    const built = context.getDispatcher();
    if (built !== undefined) retire(built);
    if (dispatcher === undefined) throw new Error('the Kubernetes client gave no connection');
    return { url, headers: context.getHeaders(), through: dispatcher };
  }

  async function transport({ method, path, headers, body, signal }: KubeRequest): Promise<KubeResponse> {
    const { url, headers: credentials, through } = await authorised(path);
    try {
      const response = await request(url, {
        dispatcher: through,
        method: method as Dispatcher.HttpMethod, // undici's type lists the common verbs; any token is sent as it is
        headers: { accept: 'application/json', 'user-agent': 'asm-privatelink', ...headers, ...credentials },
        headersTimeout: HEADERS_TIMEOUT_MS,
        bodyTimeout: 0,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
      // A token of an exec plug-in without an expiry is kept for ever by the client: refused credentials are loaded anew.
      if (response.statusCode === 401) reload = config.reloadable;
      response.body.setEncoding('utf8');
      return { status: response.statusCode, headers: flat(response.headers), body: response.body };
    } catch (error) {
      // The server may stand behind a new certificate, with the kubeconfig rewritten to match.
      if (signal?.aborted !== true) reload = config.reloadable;
      throw error;
    }
  }

  return {
    transport,
    server: config.server,
    namespace: config.namespace,
    close: async () => {
      await dispatcher?.destroy();
    },
  };
}

function fingerprint(options: unknown): string {
  const text = JSON.stringify(options, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

/** A server's address may have a path of its own (a proxy in front of several clusters). */
function joinPath(server: string, path: string): string {
  return server.replace(/\/+$/, '') + path;
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}
