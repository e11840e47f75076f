/** Reads VPCs, vSwitches and our security groups. */
import { isCloudError, listAll } from '@asm-privatelink/cloud';
import type { GroupRule, SecurityGroup, Vpc, VSwitch } from '../model.ts';
import { meshFilter, ownershipOf } from '../tags.ts';
import type { Reader } from './reader.ts';

/** The vSwitches of one VPC. */
export async function readVSwitches(cloud: Reader, vpcId: string, signal: AbortSignal): Promise<VSwitch[]> {
  return (await listAll(cloud, 'DescribeVSwitches', { VpcId: vpcId }, { signal })).map(toVSwitch);
}

/** One vSwitch by its id, wherever it is; undefined when there is none. */
export async function readVSwitch(cloud: Reader, id: string, signal: AbortSignal): Promise<VSwitch | undefined> {
  try {
    const found = await listAll(cloud, 'DescribeVSwitches', { VSwitchId: id }, { signal });
    return found.map(toVSwitch).find((vSwitch) => vSwitch.id === id);
  } catch (error) {
    if (isCloudError(error) && error.kind === 'gone') return undefined;
    throw error;
  }
}

function toVSwitch(wire: {
  VSwitchId: string;
  VpcId: string;
  ZoneId: string;
  Status?: string | undefined;
  AvailableIpAddressCount?: number | undefined;
}): VSwitch {
  return {
    id: wire.VSwitchId,
    vpcId: wire.VpcId,
    zoneId: wire.ZoneId,
    status: wire.Status ?? '',
    freeAddresses: wire.AvailableIpAddressCount ?? 1,
  };
}

/** One VPC with all its CIDR blocks; undefined when there is none. */
export async function readVpc(cloud: Reader, id: string, signal: AbortSignal): Promise<Vpc | undefined> {
  const found = await listAll(cloud, 'DescribeVpcs', { VpcId: id }, { signal });
  const vpc = found.find((each) => each.VpcId === id);
  if (vpc === undefined) return undefined;
  return {
    id,
    cidrs: [vpc.CidrBlock ?? '', ...vpc.SecondaryCidrBlocks].filter((cidr) => cidr !== ''),
  };
}

/** Our security groups of one mesh, without their rules: no list has them. */
export async function readGroups(cloud: Reader, mesh: string, signal: AbortSignal): Promise<SecurityGroup[]> {
  const groups = await listAll(cloud, 'DescribeSecurityGroups', { Tag: meshFilter(mesh) }, { signal });
  return groups.flatMap((group) => {
    const ownership = ownershipOf(mesh, group.Tags);
    return ownership === undefined
      ? []
      : [
          {
            ...ownership,
            id: group.SecurityGroupId,
            vpcId: group.VpcId ?? '',
            createTime: group.CreationTime ?? '',
          },
        ];
  });
}

/** The inbound rules of one group. */
export async function readRules(cloud: Reader, groupId: string, signal: AbortSignal): Promise<GroupRule[]> {
  const request = { SecurityGroupId: groupId, Direction: 'ingress' as const };
  const permissions = await listAll(cloud, 'DescribeSecurityGroupAttribute', request, { signal });
  return permissions.map((permission) => ({
    protocol: permission.IpProtocol ?? '',
    portRange: permission.PortRange ?? '',
    sourceCidr: permission.SourceCidrIp ?? '',
    policy: permission.Policy ?? '',
    ruleId: permission.SecurityGroupRuleId ?? '',
  }));
}
