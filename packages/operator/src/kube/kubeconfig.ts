import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';

/** Where the credentials come from. Nothing given: `$KUBECONFIG`, then `~/.kube/config`, then the pod's service account. */
export interface KubeconfigSource {
  /** A kubeconfig file. */
  path?: string;
  /** The text of a kubeconfig. */
  text?: string;
  /** Another context than the current one. */
  context?: string;
}

export class KubeconfigError extends Error {
  readonly code: 'KubeconfigMissing' | 'KubeconfigUnreadable' | 'KubeconfigIncomplete';

  constructor(code: KubeconfigError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'KubeconfigError';
    this.code = code;
  }
}

export interface LoadedKubeconfig<K> {
  kubeconfig: K;
  server: string;
  namespace: string;
  /** Loading it again may bring other credentials. With OIDC it would bring older ones: refreshed tokens live in memory only. */
  reloadable: boolean;
}

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Loads a kubeconfig and checks that it names a server to speak to.
 *
 * @throws KubeconfigError saying what is missing or wrong, and where it was looked for
 */
export function loadKubeconfig<K extends KubeConfig>(make: () => K, source: KubeconfigSource): LoadedKubeconfig<K> {
  const kubeconfig = make();
  fill(kubeconfig, source);
  if (source.context !== undefined) kubeconfig.setCurrentContext(source.context);

  const name = kubeconfig.getCurrentContext();
  const context = kubeconfig.getContextObject(name);
  if (context === null) {
    const known = kubeconfig.getContexts().map((each) => each.name);
    throw incomplete(
      source,
      name
        ? `has no context "${name}"; it has: ${known.join(', ') || 'none'}`
        : `sets no current-context; name one of: ${known.join(', ') || 'none'}`,
    );
  }
  const cluster = kubeconfig.getCurrentCluster();
  if (cluster === null || !cluster.server) {
    throw incomplete(source, `has no server for the cluster "${context.cluster}" of its context "${name}"`);
  }
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify) {
    throw incomplete(
      source,
      `names a plain http server (${cluster.server}); use https, or set insecure-skip-tls-verify: true on the cluster`,
    );
  }
  const user = kubeconfig.getCurrentUser();
  if (user === null) throw incomplete(source, `has no user "${context.user}", which its context "${name}" names`);
  return {
    kubeconfig,
    server: cluster.server,
    namespace: context.namespace ?? 'default',
    reloadable: authProvider(user.authProvider) !== 'oidc',
  };
}

function fill(kubeconfig: KubeConfig, source: KubeconfigSource): void {
  if (source.text === undefined && source.path === undefined && nothingToFind()) {
    throw new KubeconfigError(
      'KubeconfigMissing',
      'no kubeconfig: set KUBECONFIG or --kubeconfig, or run in a pod with a service account (looked at $KUBECONFIG, ~/.kube/config, the pod)',
    );
  }
  try {
    if (source.text !== undefined) {
      kubeconfig.loadFromString(source.text);
      if (source.path !== undefined) kubeconfig.makePathsAbsolute(dirname(source.path));
    } else if (source.path !== undefined) {
      kubeconfig.loadFromString(readFileSync(source.path, 'utf8'));
      kubeconfig.makePathsAbsolute(dirname(source.path));
    } else {
      kubeconfig.loadFromDefault();
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new KubeconfigError(
      'KubeconfigUnreadable',
      `${describe(source)} cannot be read as a kubeconfig: ${detail}`,
      error,
    );
  }
}

/** The official client falls back to http://localhost:8080, which is nobody's intention. */
function nothingToFind(): boolean {
  if (process.env['KUBECONFIG']) return false;
  const home = process.env['HOME'] ?? process.env['USERPROFILE'];
  return !(home !== undefined && existsSync(`${home}/.kube/config`)) && !existsSync(SERVICE_ACCOUNT_TOKEN);
}

function incomplete(source: KubeconfigSource, what: string): KubeconfigError {
  return new KubeconfigError('KubeconfigIncomplete', `${describe(source)} ${what}`);
}

function describe(source: KubeconfigSource): string {
  if (source.path !== undefined) return source.path;
  if (source.text !== undefined) return 'the kubeconfig given';
  return process.env['KUBECONFIG'] || 'the default kubeconfig';
}

function authProvider(provider: unknown): unknown {
  return typeof provider === 'object' && provider !== null && 'name' in provider ? provider.name : undefined;
}
