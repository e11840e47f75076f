/**
 * The API server of an ACK cluster, behind its balancer: TLS with exactly the names the cluster has.
 *
 * What answers the requests comes in through a small port (`OpenKubeBackend`): a function of a request. TLS, client certificates,
 * the cluster's authority and its restarts are here, so that whatever stands behind behaves as ACK does.
 */
import https from 'node:https';
import type net from 'node:net';
import { stringify } from 'yaml';
import type { Clock } from '../clock.ts';
import { createAuthority } from '../pki.ts';
import type { Authority, Certificate } from '../x509.ts';
import { listen } from './addresses.ts';
import { type KubeHandler, kubeJson, kubeStatus, serveKube } from './kube-http.ts';
import type { Network } from './network.ts';
import { type ClusterView, clusterTarget } from './view.ts';

/** What answers a cluster's requests. It outlives restarts of the API server in front of it. */
export interface KubeBackend {
  /** Asked only by who has shown a certificate of the cluster, except for `/version`, `/readyz`, `/livez` and `/healthz`. */
  readonly handle: KubeHandler;
  close(): Promise<void>;
}

export type OpenKubeBackend = (clusterId: string) => Promise<KubeBackend>;

export interface ApiServerAddress {
  /** `https://host:port`. */
  readonly server: string;
  /** The name to find in the certificate, where it is not the host. */
  readonly serverName?: string;
}

export class Cluster {
  readonly #id: string;
  readonly #network: Network;
  readonly #authority: Authority;
  readonly #backend: KubeBackend;
  readonly #admin: Certificate;
  #serving: { readonly of: string; stop(): Promise<void> } | undefined;

  private constructor(id: string, network: Network, authority: Authority, backend: KubeBackend, admin: Certificate) {
    this.#id = id;
    this.#network = network;
    this.#authority = authority;
    this.#backend = backend;
    this.#admin = admin;
  }

  /** Makes the cluster's authority and its administrator, and opens what answers. Nothing serves before the first `update`. */
  static async create(id: string, network: Network, clock: Clock, open: OpenKubeBackend): Promise<Cluster> {
    const authority = await createAuthority(`kubernetes ${id}`.slice(0, 64), clock);
    const admin = await authority.issue({
      commonName: 'kubernetes-admin',
      organizations: ['system:masters'],
      usage: 'client',
    });
    return new Cluster(id, network, authority, await open(id), admin);
  }

  /** The authority that signs what this API server serves, PEM. Restarts and new names do not change it (§D.1). */
  get ca(): string {
    return this.#authority.ca;
  }

  /**
   * Serves as the view says. A change of names or of `certificateEpoch` is a restart: open connections are closed, and a new
   * certificate is served afterwards. While the view does not serve, connections are refused.
   */
  async update(view: ClusterView): Promise<void> {
    const wished = view.serving ? JSON.stringify([view.certificateEpoch, view.servesAt, ...view.names]) : undefined;
    if (this.#serving?.of === wished) return;
    await this.#serving?.stop();
    this.#serving = undefined;
    if (wished !== undefined) this.#serving = { of: wished, stop: await this.#serve(view) };
  }

  /** A kubeconfig of the cluster's administrator, YAML. */
  kubeconfig({ server, serverName }: ApiServerAddress): string {
    const base64 = (pem: string) => Buffer.from(pem).toString('base64');
    const name = this.#id;
    const cluster = {
      server,
      ...(serverName === undefined ? {} : { 'tls-server-name': serverName }),
      'certificate-authority-data': base64(this.ca),
    };
    const user = { 'client-certificate-data': base64(this.#admin.cert), 'client-key-data': base64(this.#admin.key) };
    return stringify(
      {
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name, cluster }],
        users: [{ name: 'kubernetes-admin', user }],
        contexts: [{ name, context: { cluster: name, user: 'kubernetes-admin' } }],
        'current-context': name,
      },
      { lineWidth: 0 },
    );
  }

  async close(): Promise<void> {
    await this.#serving?.stop();
    this.#serving = undefined;
    await this.#backend.close();
  }

  async #serve(view: ClusterView): Promise<() => Promise<void>> {
    const { cert, key, ca } = await this.#authority.issue({
      commonName: 'kube-apiserver',
      names: view.names,
      usage: 'server',
    });
    const server = https.createServer(
      { cert, key, ca, requestCert: true, rejectUnauthorized: false },
      (request, response) => void serveKube(this.#backend.handle, request, response),
    );
    const sockets = trackSockets(server);
    const place = await listen(server, { host: '127.0.0.1', port: 0 });
    const detach = this.#network.attach({ target: clusterTarget(this.#id), port: view.servesAt }, place, {
      checked: false,
    });
    return async () => {
      detach();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    };
  }
}

/** A backend for when nothing better is given: says that it lives and what it is, and has no resources. */
export async function plainBackend(): Promise<KubeBackend> {
  const version = { major: '1', minor: '36', gitVersion: 'v1.36.0-asm-privatelink', platform: 'emulated' };
  return {
    async handle({ path, method }) {
      const { pathname } = new URL(path, 'https://cluster');
      if (pathname === '/version' || pathname === '/version/') return kubeJson(200, version);
      if (['/readyz', '/livez', '/healthz'].includes(pathname)) {
        return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'ok' };
      }
      return kubeStatus(
        404,
        'NotFound',
        `this cluster has only its health and version: it cannot ${method} ${pathname}`,
      );
    },
    close: () => Promise.resolve(),
  };
}

function trackSockets(server: https.Server): ReadonlySet<net.Socket> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}
