/** A kubeconfig of a service account, as whom a pod speaks to its API server. */
import type { KubeTransport } from '@asm-privatelink/operator';
import { parse, stringify } from 'yaml';
import { make } from './least-rights.ts';

interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** @param kubeconfig leads to the server, as an administrator */
export async function kubeconfigOf(account: Account, transport: KubeTransport, kubeconfig: string): Promise<string> {
  return withToken(kubeconfig, await tokenOf(account, transport, {}));
}

/** With a token that is good as long as the Secret of this name is there, which is made for it. */
export async function boundKubeconfigOf(
  secret: string,
  account: Account,
  { transport, kubeconfig }: { transport: KubeTransport; kubeconfig: string },
): Promise<string> {
  const made = await make(transport, `/api/v1/namespaces/${account.namespace}/secrets`, { metadata: { name: secret } });
  const { uid } = Object(made['metadata']) as { uid: string };
  const boundObjectRef = { apiVersion: 'v1', kind: 'Secret', name: secret, uid };
  return withToken(kubeconfig, await tokenOf(account, transport, { boundObjectRef }));
}

async function tokenOf({ namespace, name }: Account, transport: KubeTransport, more: object): Promise<string> {
  const where = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const spec = { expirationSeconds: 3600, ...more };
  const { status } = await make(transport, where, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec,
  });
  return String(Object(status)['token']);
}

function withToken(kubeconfig: string, token: string): string {
  const config = parse(kubeconfig) as { users: { user: object }[] };
  return stringify({ ...config, users: config.users.map((each) => ({ ...each, user: { token } })) });
}
