/** Where a vSwitch is missing, and exactly how to make it: printed, never run. Pure. */
import type { Gap } from './proposal.ts';

/** @param block addresses for it; undefined where none could be found */
export function gapLines(
  { vpcId, zones, balancerId, otherSide }: Gap,
  region: string,
  block: string | undefined,
): string[] {
  const [zone = ''] = zones;
  const cidr = block ?? 'A_FREE_BLOCK';
  const name = `privatelink-${zone.replace(/^.*-/, '')}`;
  return [
    `No vSwitch of ${vpcId} with a free address lies in ${zones.join(' or ') || 'any zone'}, which ${balancerId}, in front of ${otherSide}, serves.`,
    `Make one in ${zone}${block === undefined ? ` (${vpcId} has no free block that could be found: choose one)` : ''}, then run this again. With the aliyun CLI:`,
    '',
    `  aliyun vpc CreateVSwitch --RegionId ${region} --VpcId ${vpcId} \\`,
    `    --ZoneId ${zone} --CidrBlock ${cidr} --VSwitchName ${name}`,
    '',
    'or with Terraform:',
    '',
    `  resource "alicloud_vswitch" "${name.replaceAll('-', '_')}" {`,
    `    vpc_id       = "${vpcId}"`,
    `    zone_id      = "${zone}"`,
    `    cidr_block   = "${cidr}"`,
    `    vswitch_name = "${name}"`,
    '  }',
  ];
}
