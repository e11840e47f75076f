/** What deserves a look and stops nothing. */
import type { EndpointService, Observation, Problem } from '../model.ts';
import type { Wish } from '../wish.ts';
import type { LinkPlan } from './graph.ts';

/** Connections on a service of ours whose endpoints are not ours. */
export function foreignConnections({ foreign }: Observation, service: EndpointService | undefined): Problem[] {
  return foreign
    .filter((connection) => connection.serviceId === service?.id)
    .map((connection) => ({
      reason: 'ForeignConnection',
      severity: 'warning',
      message: `${connection.endpointId} of account ${connection.ownerId}, which is not ours, is connected to ${connection.serviceId} (${connection.status}). It is left alone; refuse it if it should not be there.`,
    }));
}

/** Listed vSwitches that no link uses, once every link is as it should be: before that, nobody knows. */
export function unusedVSwitches(wish: Wish, links: readonly LinkPlan[], used: ReadonlySet<string>): Problem[] {
  const problems = links.flatMap((link) => link.problems);
  if (problems.some((problem) => problem.severity !== 'warning')) return [];
  const listed = [...wish.asmVSwitches, ...wish.clusters.flatMap((cluster) => cluster.vSwitches)];
  return listed
    .filter((entry) => !used.has(entry.vSwitchId))
    .filter((entry) => !problems.some((problem) => problem.field?.startsWith(entry.field)))
    .map((entry) => ({
      reason: 'VSwitchUnused',
      severity: 'warning',
      field: entry.field,
      message: `vSwitch ${entry.vSwitchId} (${entry.zoneId}) is used by no link: no other side serves its zone, or another vSwitch of that zone comes first. It may be taken out.`,
    }));
}
