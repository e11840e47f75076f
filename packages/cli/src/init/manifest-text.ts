/** The config as a file: each vSwitch with the reason why it stands there. Pure. */
import { resource } from '@asm-privatelink/api';
import type { Chosen, ChosenEntry } from './choose.ts';

export function manifestText({ mesh, region, meshVpc, clusters, asm, leftOut }: Chosen): string {
  const { apiVersion, kind, objectName } = resource;
  return [
    `# Connects mesh ${mesh} (${region}, ${meshVpc}) with its clusters in other VPCs, both ways, over PrivateLink.`,
    '# An endpoint can only stand in a zone that the load balancer on the other side serves: so the zones below.',
    ...leftOut.map(({ clusterId, why }) => `# Left out: ${clusterId}. ${why}`),
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: ${objectName}`,
    'spec:',
    '  # Where the sidecars of each cluster reach Pilot: vSwitches of the cluster’s own VPC.',
    '  ackVpcEndpoint:',
    ...clusters.flatMap(({ clusterId, name, vpcId, entries }) => [
      `    # ${name || 'without a name'}, in ${vpcId}`,
      `    - clusterId: ${clusterId}`,
      '      vSwitches:',
      ...entries.flatMap((entry) => entryLines(entry, '        ')),
    ]),
    `  # Where the mesh reaches the API servers of all clusters: vSwitches of ${meshVpc}, one list for all.`,
    '  asmVpcEndpoint:',
    '    vSwitches:',
    ...asm.flatMap((entry) => entryLines(entry, '      ')),
    '',
  ].join('\n');
}

function entryLines({ vSwitchId, zoneId, why, freeAddresses }: ChosenEntry, indent: string): string[] {
  return [
    `${indent}# ${why}; ${freeAddresses} addresses are free`,
    `${indent}- vSwitchId: ${vSwitchId}`,
    `${indent}  zoneId: ${zoneId}`,
  ];
}
