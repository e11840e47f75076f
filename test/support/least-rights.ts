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

export interface Statement {
  Action: string[];
  Resource: string[];
}

const statementsOf = (policy: string) =>
  (JSON.parse(shipped(`ram/${policy}.json`)) as { Statement: Statement[] }).Statement;

/** The actions of a policy of config/ram, sorted. */
export function allowedBy(policy: string): string[] {
  return statementsOf(policy)
    .flatMap(({ Action }) => Action)
    .sort();
}

/** What these policies of config/ram allow, on the resources that they name, as an access key of a scenario has it; `actions`: only so much of it. */
export function grantOf(
  policies: readonly string[],
  actions: readonly string[] = policies.flatMap(allowedBy),
): Statement[] {
  return policies
    .flatMap(statementsOf)
    .map(({ Action, Resource }) => ({ Action: Action.filter((each) => actions.includes(each)), Resource }));
}
