/** The security groups of one channel: one for each VPC in which its endpoints stand. */
import type { Channel } from '../model.ts';
import { decideGroup } from './decide-group.ts';
import type { Handle, Track } from './graph.ts';
import { groupRole } from './leftovers.ts';
import type { Settled } from './settle.ts';

/** By VPC, the groups that the ready links of a channel need, and those that existing endpoints stand in. */
export function decideGroups(
  channel: Channel,
  settled: readonly Settled[],
  trackOf: (link: string) => Track,
): Map<string, Handle> {
  const handles = new Map<string, Handle>();
  const role = groupRole(channel);
  const vpcIds = new Set(
    settled.filter((one) => one.ready || one.endpoint !== undefined).map((one) => one.draft.vpcId),
  );
  for (const vpcId of vpcIds) {
    const track = trackOf(`${role}/${vpcId}`);
    const members = settled.filter((one) => one.draft.vpcId === vpcId);
    const group = track.observation.groups
      .filter((each) => each.role === role && each.vpcId === vpcId)
      .sort((a, b) => a.id.localeCompare(b.id))[0];
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
    for (const one of members) one.track.problems.push(...track.problems);
  }
  return handles;
}
