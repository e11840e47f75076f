/** What is shipped for the operator and nothing else: its service account with its RBAC on an API server, and its RAM policy in the cloud. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { leaseName } from '@asm-privatelink/api/names';
import type { KubeTransport } from '@asm-privatelink/operator';
import { parseAllDocuments } from 'yaml';
import { call } from './kube.ts';

const shipped = (file: string) => readFileSync(path.resolve(import.meta.dirname, '../../config', file), 'utf8');

/** That of config/manifests. */
export const operatorAccount = { namespace: 'asm-privatelink', name: leaseName } as const;

export interface RbacObject {
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** The namespace, the service account, and config/manifests/rbac.yaml as it stands. */
export async function installRights(transport: KubeTransport): Promise<void> {
  const { namespace, name } = operatorAccount;
  await make(transport, '/api/v1/namespaces', { metadata: { name: namespace } });
  await make(transport, `/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
  for (const document of parseAllDocuments(shipped('manifests/rbac.yaml'))) {
    const object = document.toJS() as RbacObject | null;
    if (object !== null) await make(transport, collectionOf(object), object);
  }
}

/** @throws Error when the server does not make it */
export async function make(transport: KubeTransport, where: string, object: object): Promise<Record<string, unknown>> {
  const { status, body } = await call(transport, 'POST', where, object);
  if (status !== 201) throw new Error(`${where}: ${JSON.stringify(body)}`);
  return body;
}

export function collectionOf({ kind, metadata: { namespace } }: RbacObject): string {
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `/apis/rbac.authorization.k8s.io/v1${within}/${kind.toLowerCase()}s`;
}

/** The actions of a policy of config/ram. */
export function allowedBy(policy: string): string[] {
  const document = JSON.parse(shipped(`ram/${policy}.json`)) as { Statement: { Action: string[] }[] };
  return document.Statement.flatMap(({ Action }) => Action);
}
