/** The RAM policies, from the calls that the code can make. */
import { type ActionName, actions, ramActions, ramResources } from '@asm-privatelink/cloud';
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

/** A policy as RAM takes it: a statement for each kind of resource, in which whoever knows region, account and ids may put them (docs/security.md). */
export function policyDocument(names: readonly ActionName[]): string {
  const byResources = new Map<string, string[]>();
  for (const action of ramActions(names)) {
    const resources = ramResources(action).join();
    byResources.set(resources, [...(byResources.get(resources) ?? []), action]);
  }
  const statements = [...byResources].map(([resources, Action]) => ({
    Effect: 'Allow',
    Action,
    Resource: resources.split(','),
  }));
  return `${JSON.stringify({ Version: '1', Statement: statements }, null, 2)}\n`;
}
