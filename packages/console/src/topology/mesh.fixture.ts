/** For tests: a mesh of any size, two clusters in each VPC but for the first, with links in every state. Made by hand. */
import type { Health, TopologyData, TopologyLink } from './schema.ts';

const turns: readonly Health[] = ['good', 'good', 'bad', 'good', 'working', 'good', 'none'];

function link(index: number, kind: string, health: Health): TopologyLink {
  const there = health !== 'none';
  return {
    health,
    service: there ? `epsrv-bp1${kind}${index}` : null,
    endpoint: there ? `ep-bp1${kind}${index}` : null,
    connection: health === 'good' ? 'Connected' : there ? 'Disconnected' : null,
    zones: there ? ['cn-hangzhou-i'] : [],
    vSwitches: there ? [`vsw-bp1${index}`] : [],
    domainName: null,
    reason: health === 'bad' ? 'ZoneNotServed' : null,
    message: health === 'bad' ? 'None of the listed vSwitches lies in a zone that <lb-1> serves & more.' : null,
  };
}

/** @param states `all good`, or each seven links in every state there is */
export function meshWith(count: number, states: 'all good' | 'every state' = 'all good'): TopologyData {
  const health = (index: number) => (states === 'all good' ? 'good' : (turns[index % turns.length] ?? 'good'));
  return {
    mesh: 'm1',
    region: 'cn-hangzhou',
    vpcId: 'vpc-asm',
    pilotBalancer: 'lb-pilot',
    status: states === 'all good' ? 'Available' : 'Degraded',
    vpcs: [{ id: 'vpc-asm', cidrs: ['192.168.0.0/16'] }],
    balancers: [{ id: 'lb-pilot', zones: ['cn-hangzhou-i', 'cn-hangzhou-j'] }],
    clusters: Array.from({ length: count }, (_, index) => ({
      clusterId: `c${index + 1}`,
      name: `cluster-${index + 1}`,
      vpcId: `vpc-${Math.ceil(index / 2)}`,
      apiServerBalancer: `lb-${index + 1}`,
      apiServer: link(index, 'api', health(index)),
      pilot: link(Math.ceil(index / 2), 'pilot', 'good'),
    })),
  };
}
