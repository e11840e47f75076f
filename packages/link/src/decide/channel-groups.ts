/** The security groups of one channel: one for each VPC in which its endpoints stand. */
import { groupBy } from '../group-by.ts';
import { type Channel, roleKey, type SecurityGroup } from '../model.ts';
import { decideGroup } from './decide-group.ts';
import type { Handle, Track } from './graph.ts';
import { groupRole } from './leftovers.ts';
import { choose } from './lifecycle.ts';
import { removeGroup } from './remove.ts';
import type { Settled } from './settle.ts';

/** By VPC, the groups that the ready links of a channel need, and those that existing endpoints stand in. */
export function decideGroups(
  channel: Channel,
  settled: readonly Settled[],
  trackOf: (link: string) => Track,
): Map<string, Handle> {
  const handles = new Map<string, Handle>();
  const role = groupRole(channel);
  for (const [vpcId, members] of groupBy(settled, (one) => one.draft.vpcId)) {
    if (!members.some(needsGroup)) continue;
    const track = trackOf(`${role}/${vpcId}`);
    const key = roleKey({ role, owner: vpcId });
    const { kept: group, extras } = choose(
      track.observation.groups.filter((each) => roleKey(each) === key),
      undefined,
    );
    const cidrs = track.observation.vpcs.get(vpcId)?.cidrs;
    const ports = new Set(members.flatMap((one) => one.draft.balancer?.ports ?? []));
    if (cidrs === undefined) {
      const message = `VPC ${vpcId} was not found for these credentials; the security group of its endpoints needs its addresses.`;
      for (const one of members) {
        if (one.ready) one.track.problems.push({ reason: 'Pending', severity: 'wait', message });
      }
    }
    if (cidrs === undefined || ports.size === 0) {
      handles.set(vpcId, { id: group?.id, after: [] });
      continue;
    }
    const wanted = {
      role,
      vpcId,
      cidrs,
      ports: [...ports].sort((a, b) => a - b),
      portsComplete: members.every((one) => one.draft.balancer !== undefined),
    };
    handles.set(vpcId, decideGroup(track, wanted, group));
    for (const extra of extras) {
      if (isEmpty(extra, members)) removeGroup(track, extra, [], `${group?.id ?? 'another one'} is kept`);
    }
    for (const one of members) one.track.say(...track.problems);
  }
  return handles;
}

/** The endpoint of an adopted link stands in its maker's groups. */
function needsGroup({ ready, endpoint }: Settled): boolean {
  return endpoint === undefined ? ready : !endpoint.adopted;
}

/** Whether every endpoint is known to stand elsewhere. */
function isEmpty(group: SecurityGroup, members: readonly Settled[]): boolean {
  return members.every(
    ({ endpoint }) =>
      endpoint === undefined || endpoint.adopted || endpoint.groups?.every(({ id }) => id !== group.id) === true,
  );
}
