import { type TopologyData, type TopologyLink, topologySchema } from '@asm-privatelink/console';
import type { Link, Stage } from '@asm-privatelink/console/links';
import { describe, expect, it } from 'vitest';
import { plain } from '../terminal/style.ts';
import { topologyLines } from './lines.ts';

const healths = ['good', 'good', 'bad', 'good', 'working', 'good', 'none'] as const;

function link(index: number, kind: string): TopologyLink {
  const health = healths[index % healths.length] ?? 'good';
  const there = health !== 'none';
  return {
    health,
    service: there ? `epsrv-bp1${kind}${index}` : null,
    endpoint: there ? `ep-bp1${kind}${index}` : null,
    connection: health === 'good' ? 'Connected' : there ? 'Disconnected' : null,
    zones: there ? ['cn-hangzhou-i'] : [],
    vSwitches: [],
    domainName: null,
    reason: health === 'bad' ? 'ZoneNotServed' : null,
    message: health === 'bad' ? 'None of the listed vSwitches lies in a zone that <lb-1> serves & more.' : null,
  };
}

/** Two clusters in each VPC, but for the first. */
function meshOf(count: number): TopologyData {
  const data: TopologyData = {
    mesh: 'm1',
    region: 'cn-hangzhou',
    vpcId: 'vpc-asm',
    pilotBalancer: 'lb-pilot',
    vpcs: [],
    balancers: [],
    status: count === 1 ? 'Available' : 'Degraded',
    clusters: Array.from({ length: count }, (_, index) => ({
      clusterId: `c${index}`,
      name: `cluster-${index}`,
      vpcId: `vpc-${Math.ceil(index / 2)}`,
      apiServerBalancer: `lb-${index}`,
      apiServer: link(index, 'api'),
      pilot: link(Math.ceil(index / 2) * 7, 'pilot'),
    })),
  };
  expect(topologySchema.strict().parse(data)).toEqual(data);
  return data;
}

/** The same, as the status has it. */
function linksOf({ clusters }: TopologyData): Link[] {
  const stage = (id: string | null): Stage => ({ id: id ?? '', state: 'Active', mood: 'good' });
  return clusters.flatMap(({ clusterId, apiServer, pilot }) =>
    (
      [
        ['API server', apiServer],
        ['Pilot', pilot],
      ] as const
    ).map(
      ([channel, each]): Link => ({
        clusterId,
        channel,
        service: stage(each.service),
        endpoint: stage(each.endpoint),
        connection: stage(each.endpoint),
        domain: '',
        zones: each.zones.map((zoneId) => ({ zoneId })),
        up: each.health === 'good',
        stuck: each.health === 'bad',
        reason: each.reason ?? '',
        message: each.message ?? '',
      }),
    ),
  );
}

const shown = (count: number, width = 100) => {
  const data = meshOf(count);
  return topologyLines(data, { links: linksOf(data), style: plain, width });
};

describe('the picture in a terminal', () => {
  it('of three clusters is drawn, and says what is wrong', () => {
    expect(shown(3).join('\n')).toMatchInlineSnapshot(`
      "Mesh m1 in cn-hangzhou: Degraded

       ASM VPC vpc-asm                          ACK VPC vpc-0
      ┌──────────────────────────────────┐     ┌──────────────────────────────────┐
      │ control plane                    │     │ API server of cluster-0          │
      │   ↓ dials                        │     │   ↑ lb-0                         │
      │ ep-bp1api0                       ┼─────▶ epsrv-bp1api0                    │
      │                                  │     │                                  │
      │ epsrv-bp1pilot0                  ◀─────┼ ep-bp1pilot0                     │
      │   ↓ lb-pilot                     │     │   ↑ dial                         │
      │ Pilot                            │     │ sidecars                         │
      └──────────────────────────────────┘     └──────────────────────────────────┘
       ASM VPC, as above                        ACK VPC vpc-1
      ┌──────────────────────────────────┐     ┌──────────────────────────────────┐
      │ control plane                    │     │ API server of cluster-1          │
      │   ↓ dials                        │     │   ↑ lb-1                         │
      │ ep-bp1api1                       ┼─────▶ epsrv-bp1api1                    │
      │                                  │     │                                  │
      │ control plane                    │  ✗  │ API server of cluster-2          │
      │                                  │     │   not connected: ZoneNotServed   │
      │                                  │     │                                  │
      │ epsrv-bp1pilot7                  ◀─────┼ ep-bp1pilot7                     │
      │   ↓ lb-pilot                     │     │   ↑ dial                         │
      │ Pilot                            │     │ sidecars                         │
      └──────────────────────────────────┘     └──────────────────────────────────┘

      ✗ cluster-2, API server: None of the listed vSwitches lies in a zone that <lb-1> serves & more."
    `);
  });

  it.each([1, 3, 100])('of %d clusters fits 80 columns', (count) => {
    expect(shown(count, 80).filter((line) => line.length > 80)).toEqual([]);
  });

  it('of a hundred clusters is a table of signs on one screen, with the first of what is wrong', () => {
    const lines = shown(100);
    expect(lines.length).toBeLessThan(50);
    expect(lines.join('\n')).toContain('✗✓ cluster-2');
    expect(lines.at(-1)).toMatch(/^and \d+ more links that are not up: asmpvl status$/);
  });
});
