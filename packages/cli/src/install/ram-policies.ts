/** The RAM policies, from the calls that the code can make. */
import { type ActionName, actions, ramActions } from '@asm-privatelink/cloud';
import { consoleReads } from '@asm-privatelink/console';
import { certificateReads, certificateWrites, readActions, writeActions } from '@asm-privatelink/link';

/**
 * What the commands that only look call beside what the console does: why a cluster cannot be a member. Verifying also asks for the
 * authority of a cluster (DescribeClusterUserKubeconfig); that call gives keys to the cluster, so it is not here, and without it the names of a
 * certificate are verified but not who signed it.
 */
const commandReads = ['DescribeServiceMeshClusters'] as const satisfies readonly ActionName[];

const operatorActions: readonly ActionName[] = [...readActions, ...writeActions];

/** By the name of the file without its ending. */
export const ramPolicies: Readonly<Record<string, readonly ActionName[]>> = {
  operator: operatorActions,
  /** For an Istio of one's own: what is given is not read from the Service Mesh API. */
  'operator-given': operatorActions.filter((name) => actions[name].product !== 'servicemesh'),
  /** Beside one of these, where the operator manages certificates. */
  'operator-certificates': [...certificateReads, ...certificateWrites],
  'read-only': [...new Set([...consoleReads, ...commandReads])],
};

/** A policy as RAM takes it. It is for all resources: what is made has no id before, lists know none, and a file knows no region (docs/security.md). */
export function policyDocument(names: readonly ActionName[]): string {
  const statement = { Effect: 'Allow', Action: ramActions(names), Resource: '*' };
  return `${JSON.stringify({ Version: '1', Statement: [statement] }, null, 2)}\n`;
}
