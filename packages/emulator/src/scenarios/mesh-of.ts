/** Worlds of any size, for benches. */
import type { ScenarioInput } from '../scenario.ts';

/**
 * A mesh of `clusters` clusters spread over `vpcs` VPCs, all in one region, all of the same addresses. The control plane's VPC has a vSwitch
 * in each zone that a cluster's API server is in; each data VPC has one in the zone of Pilot. Ids are the same at every call.
 *
 * @example meshOf(500, 50)
 */
export function meshOf(clusters: number, vpcs: number): ScenarioInput {
  if (vpcs < 1 || clusters < vpcs) throw new RangeError(`${clusters} cluster(s) cannot be spread over ${vpcs} VPC(s)`);
  const perVpc = Math.ceil(clusters / vpcs);
  return {
    region: 'cn-hangzhou',
    account: { quotas: { services: Math.max(200, clusters + 1), endpointsPerVpc: Math.max(1000, clusters) } },
    vpcs: [
      {
        name: 'control',
        id: 'vpc-bp1control',
        vSwitches: [
          // Room for an endpoint of every cluster: a /22 has 1020 addresses to give.
          { id: 'vsw-bp1controli', zone: 'i', cidr: '192.168.0.0/22' },
          { id: 'vsw-bp1controlj', zone: 'j', cidr: '192.168.4.0/22' },
        ],
      },
      ...Array.from({ length: vpcs }, (_, v) => ({
        name: `data-${v + 1}`,
        id: `vpc-bp1data${v + 1}`,
        vSwitches: [
          { id: `vsw-bp1data${v + 1}i`, zone: 'i', ...roomFor(perVpc, 0) },
          { id: `vsw-bp1data${v + 1}j`, zone: 'j', ...roomFor(perVpc, 4) },
        ],
      })),
    ],
    mesh: { id: `c${'0'.repeat(32)}`, vpc: 'control', pilot: { id: 'lb-bp1pilot', zones: ['j', 'i'] } },
    clusters: Array.from({ length: clusters }, (_, c) => ({
      id: `c${(c + 1).toString(16).padStart(32, '0')}`,
      name: `cluster-${c + 1}`,
      vpc: `data-${(c % vpcs) + 1}`,
      apiServer: { id: `lb-bp1apiserver${c + 1}`, zones: ['i'] },
      ingress: false,
    })),
  };
}

function roomFor(clusters: number, third: number): { cidr: string } {
  return { cidr: clusters > 200 ? `192.168.${third}.0/22` : `192.168.${third}.0/24` };
}
