import { randomInt, randomUUID } from 'node:crypto';
import { builtinResources } from './builtin/index.ts';
import { createInitialObjects } from './builtin/initial.ts';
import { createNamespaceController } from './builtin/namespace-controller.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Context } from './context.ts';
import { createCrdController } from './crd/controller.ts';
import { anonymous } from './http/authorize.ts';
import { createHandler, type Handler } from './http/handler.ts';
import { type Listener, type ListenerOptions, listen } from './http/listener.ts';
import { errorAnswer, respond } from './http/respond.ts';
import type { Identity, KubeRequest, KubeResponse } from './http/types.ts';
import { createRegistry, type Registry } from './registry.ts';
import type { Resource } from './resource.ts';
import { StatusError } from './status.ts';
import type { Facts } from './store/facts.ts';
import type { HistoryLimits } from './store/memory.ts';
import { openStorage, type Storage } from './store/open.ts';
import type { Store } from './store/store.ts';
import { createAuthority, type KeyPair } from './tls/certificates.ts';
import { administrator, authenticated, bearerToken } from './tls/identity.ts';
import { kubeconfig } from './tls/kubeconfig.ts';
import { createTokenIssuer, type TokenIssuer } from './tls/tokens.ts';

export interface ApiServerOptions {
  clock?: Clock;
  /** Loopback when absent. */
  host?: string;
  /** When absent or 0 the one that the data folder was served on before, if it is free; else any free one. */
  port?: number;
  /** A folder to keep everything in; without it all is gone with the server. One server at a time may use it. */
  dataDir?: string;
  /** Names and addresses of the serving certificate, besides the host, localhost and the usual names of a cluster's API. */
  certificateNames?: readonly string[];
  /** A serving certificate to begin with, instead of one made here. */
  serving?: KeyPair;
  /** PEM of CAs whose client certificates are accepted, besides the server's own. */
  clientCas?: readonly string[];
  /** Bearer tokens and whose they are. */
  tokens?: Readonly<Record<string, Identity>>;
  /** How much of the past watches and paged lists may ask for. */
  history?: Partial<HistoryLimits>;
  /** Faults of the server itself. */
  log?: (message: string, fields: Record<string, unknown>) => void;
  /** False for a server without a socket: `handle` is all of it, and `url` and `kubeconfig` name a port that is not there. */
  listen?: boolean;
}

export interface ApiServer {
  readonly url: string;
  /** YAML with the administrator's client certificate, for the serving certificate of this moment. */
  readonly kubeconfig: string;
  /** The same API without sockets. */
  handle(request: KubeRequest): Promise<KubeResponse>;
  /** Serves this certificate from now on, and closes every open connection, as a restarted API server does. */
  setServingCertificate(certificate: KeyPair): void;
  /** Accepts client certificates of this CA too. */
  addClientCa(pem: string): void;
  /** A certificate and key for a client, signed by the server's own CA. */
  clientCertificate(user: string, groups: readonly string[]): Promise<KeyPair>;
  close(): Promise<void>;
}

const clusterNames = [
  'localhost',
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  '127.0.0.1',
  '10.96.0.1',
];

/** Starts a Kubernetes API server for local use and tests. @throws DataFolderError, and what the system says to its port */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const storage = await openStorage(options.dataDir, options.history);
  try {
    return await serveFrom(storage, options);
  } catch (error) {
    storage.store.close();
    throw error;
  }
}

async function serveFrom({ store, facts }: Storage, options: ApiServerOptions): Promise<ApiServer> {
  const clock = options.clock ?? systemClock();
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? (() => {});
  const registry = createRegistry(builtinResources());
  const context = createContext(clock, store, registry);
  createInitialObjects(context);

  // Certificates are for the machine's clock, whatever time the objects live in.
  const authority = await createAuthority(Date.now(), facts);
  const admin = await authority.client(administrator.name, ['system:masters']);
  const names = [...new Set([...clusterNames, host, ...(options.certificateNames ?? [])])];
  let serving = options.serving ?? (await authority.serving(names));
  const clientCas = [authority.ca, ...(options.clientCas ?? [])];

  let listener: Listener | undefined;
  const issuer = createTokenIssuer(() => clock.now(), facts);
  const address = (): string => `${host}:${listener?.port ?? options.port ?? 0}`;
  const handler = createHandler({ context, log, address, tokens: issuer });
  const authenticate = createAuthenticator(handler, options.tokens ?? {}, issuer);
  if (options.listen !== false) {
    const serve = (request: KubeRequest, user: Identity | undefined): Promise<KubeResponse> =>
      authenticate(request, user ?? anonymous);
    listener = await listenAgain({ host, certificate: serving, clientCas, serve }, options.port ?? 0, facts);
  }
  return {
    get url() {
      return `https://${address()}`;
    },
    get kubeconfig() {
      return kubeconfig(`https://${address()}`, serving.ca, admin);
    },
    handle: (request) => authenticate(request, userOf(request)),
    setServingCertificate(certificate) {
      serving = certificate;
      listener?.setSecureContext(serving, clientCas);
      listener?.closeConnections();
    },
    addClientCa(pem) {
      clientCas.push(pem);
      listener?.setSecureContext(serving, clientCas);
    },
    clientCertificate: (user, groups) => authority.client(user, groups),
    async close() {
      await listener?.close();
      store.close();
    },
  };
}

/** Without a name and without a token, a caller in this process is the administrator. */
function userOf({ user, headers }: KubeRequest): Identity {
  if (user === undefined && bearerToken(headers['authorization']) !== undefined) return anonymous;
  if (user === undefined || user === administrator.name) return administrator;
  return user === anonymous.name ? anonymous : authenticated(user, []);
}

/** A certificate decides, and where there is none, a token; a wrong one is refused. */
function createAuthenticator(
  handler: Handler,
  tokens: Readonly<Record<string, Identity>>,
  issuer: TokenIssuer,
): (request: KubeRequest, fallback: Identity) => Promise<KubeResponse> {
  return async (request, fallback) => {
    const token = bearerToken(request.headers['authorization']);
    if (token === undefined || !fallback.groups.includes('system:unauthenticated')) return handler(request, fallback);
    const given = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    const identity = given === undefined ? issuer.read(token) : authenticated(given.name, given.groups);
    if (identity !== undefined) return handler(request, identity);
    return respond(request, errorAnswer(new StatusError(401, 'Unauthorized', 'Unauthorized')));
  };
}

const portFact = 'port';

/** On the port that is asked for; else on the former one, which kubeconfigs name, unless somebody has taken it meanwhile. */
async function listenAgain(options: Omit<ListenerOptions, 'port'>, port: number, facts: Facts): Promise<Listener> {
  const former = Number(facts.get(portFact) ?? 0);
  const listener = await listen({ ...options, port: port || former }).catch((error: NodeJS.ErrnoException) => {
    if (port !== 0 || error.code !== 'EADDRINUSE') throw error;
    return listen({ ...options, port });
  });
  facts.set(portFact, String(listener.port));
  return listener;
}

/** The parts of the server that stand behind the handler, and what a cluster's controllers would do after each write. */
function createContext(clock: Clock, store: Store, registry: Registry): Context {
  const context: Context = {
    clock,
    store,
    registry,
    random: (limit) => randomInt(limit),
    uuid: () => randomUUID(),
    afterWrite: () => {},
  };
  const definitions = required(registry, 'apiextensions.k8s.io', 'customresourcedefinitions');
  const namespaces = required(registry, '', 'namespaces');
  const crds = createCrdController(context, definitions);
  const spaces = createNamespaceController(context, namespaces);
  context.afterWrite = (collection, namespace, name) => {
    if (collection === definitions.collection) crds.changed(name);
    else if (collection === namespaces.collection) spaces.changed(name);
    else {
      crds.instanceChanged(collection);
      if (namespace !== '') spaces.contentChanged(namespace);
    }
  };
  crds.resume();
  for (const { name } of store.list(namespaces.collection)) spaces.changed(name);
  return context;
}

function required(registry: Registry, group: string, plural: string): Resource {
  const resource = registry.find(group, 'v1', plural);
  if (resource === undefined) throw new Error(`no resource ${plural} in group "${group}"`);
  return resource;
}
