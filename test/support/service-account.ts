/** A kubeconfig of a service account, as whom a pod speaks to its API server. */
import type { KubeTransport } from '@asm-privatelink/operator';
import { parse, stringify } from 'yaml';
import { call } from './kube.ts';

/** @param kubeconfig leads to the server, as an administrator */
export async function kubeconfigOf(
  { namespace, name }: { namespace: string; name: string },
  transport: KubeTransport,
  kubeconfig: string,
): Promise<string> {
  const where = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
  const { status, body } = await call(transport, 'POST', where, request);
  if (status !== 201) throw new Error(`${where}: ${JSON.stringify(body)}`);
  const token = String(Object(body['status'])['token']);
  const config = parse(kubeconfig) as { users: { user: object }[] };
  return stringify({ ...config, users: config.users.map((each) => ({ ...each, user: { token } })) });
}
