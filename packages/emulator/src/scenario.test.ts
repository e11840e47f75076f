import { describe, expect, it } from 'vitest';
import { freeAddresses } from './addresses.ts';
import { buildWorld } from './build.ts';
import { createIds } from './ids.ts';
import { createRandom } from './random.ts';
import { parseScenario, parseScenarioFile, ScenarioError } from './scenario.ts';
import { guide } from './scenarios/guide.ts';
import { meshOf } from './scenarios/mesh-of.ts';
import type { World } from './world.ts';

const THREE_CLUSTERS = `
mesh: { vpc: control, pilot: { zones: [j] } }
vpcs:
  - { name: control, vSwitches: [{ zone: i }, { zone: j }] }
  - { name: shop, vSwitches: [{ id: vsw-shop, zone: j, free: 0 }] }
  - { name: bank, cidr: 10.0.0.0/16, vSwitches: [{ zone: j }] }
clusters:
  - { name: shop-1, vpc: shop, zone: i }
  - { name: shop-2, vpc: shop, apiServer: { type: nlb, zones: [i, j] }, state: updating }
  - { name: bank, vpc: bank, apiServer: none, member: false, type: Kubernetes }
keys:
  - { id: LTAI-reader, secret: s, user: reader, deny: ['privatelink:Create*'] }
faults:
  - { action: CreateVpcEndpoint, nth: 2, effect: { kind: error, when: after, code: SystemBusy } }
  - { transition: zone.create }
switches: { clbZones: master-and-standby }
`;

function world(text: string): World {
  return buildWorld(parseScenarioFile(text), createIds(createRandom(1)), 0);
}

function problems(text: string): string[] {
  try {
    parseScenarioFile(text, 'my.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) {
      return error.problems.map(({ path, message, line, column }) => `${line}:${column} ${path}: ${message}`);
    }
    throw error;
  }
  return [];
}

describe('parseScenarioFile', () => {
  it('needs twenty lines for three clusters', () => {
    const { clusters, vpcs, vSwitches, meshes, balancers, keys } = world(THREE_CLUSTERS);
    expect([vpcs.size, clusters.size, meshes.size]).toEqual([3, 3, 1]);
    expect([...(meshes.values().next().value?.members.keys() ?? [])].length).toBe(2);
    const [first, second, third] = clusters.values();
    expect(balancers.get(first?.apiServerBalancerId ?? '')).toMatchObject({
      kind: 'clb',
      masterZoneId: 'cn-hangzhou-i',
    });
    expect(balancers.get(second?.apiServerBalancerId ?? '')).toMatchObject({ kind: 'nlb', zones: [{}, {}] });
    expect(third).toMatchObject({ apiServerBalancerId: undefined, type: 'Kubernetes' });
    const full = vSwitches.get('vsw-shop');
    expect(full && freeAddresses(full)).toBe(0);
    expect(keys.get('LTAI-reader')).toMatchObject({
      identity: 'RAMUser',
      policies: [
        {
          allow: [{ actions: ['*'], resources: ['*'] }],
          deny: [{ actions: ['privatelink:Create*'], resources: ['*'] }],
        },
      ],
    });
  });

  it.each<{ why: string; text: string; says: string }>([
    { why: 'a key is misspelt', text: 'vpcs:\n  - nmae: a', says: '2:5 vpcs[0]: Unrecognized key: "nmae"' },
    { why: 'a name is missing', text: 'vpcs:\n  - cidr: 10.0.0.0/8', says: '2:5 vpcs[0].name' },
    {
      why: 'a range is none',
      text: 'vpcs:\n  - name: a\n    cidr: 10.0.0.1/8',
      says: '3:11 vpcs[0].cidr: must be an IPv4 range',
    },
    {
      why: 'a VPC is unknown',
      text: 'vpcs: [{name: a}]\nclusters:\n  - vpc: b',
      says: '3:10 clusters[0].vpc: no VPC of the scenario is called "b"',
    },
    {
      why: 'a state is unknown',
      text: 'vpcs: [{name: a}]\nclusters:\n  - vpc: a\n    state: happy',
      says: '4:12 clusters[0].state',
    },
    {
      why: 'a VPC is there twice',
      text: 'vpcs:\n  - name: a\n  - name: a',
      says: '3:11 vpcs[1].name: the VPC a is there twice',
    },
    {
      why: 'a balancer has no such type',
      text: 'vpcs: [{name: a}]\nclusters:\n  - vpc: a\n    apiServer: { type: xlb }',
      says: 'clusters[0].apiServer.type',
    },
    {
      why: 'a fault has no such effect',
      text: 'vpcs: [{name: a}]\nfaults:\n  - { action: X, effect: { kind: boom } }',
      says: 'faults[0].effect',
    },
    {
      why: 'a switch has no such value',
      text: 'vpcs: [{name: a}]\nswitches: { clbZones: all }',
      says: '2:23 switches.clbZones',
    },
    { why: 'the YAML is broken', text: 'vpcs: [\n  - name: a', says: '2:3 : Block collections are not allowed' },
    { why: 'nothing is there', text: '', says: 'vpcs' },
  ])('when $why, names the place', ({ text, says }) => {
    expect(problems(text).join('\n')).toContain(says);
  });

  it('refuses a vSwitch that does not fit its VPC', () => {
    expect(() => world('vpcs: [{name: a, vSwitches: [{zone: i, cidr: 10.0.0.0/24}]}]')).toThrow(
      /vpcs\[0\]\.vSwitches\[0\].*10\.0\.0\.0\/24/,
    );
  });

  it('reads what it has read again', () => {
    const once = parseScenario(guide);
    expect(parseScenario(once)).toEqual(once);
  });
});

describe('meshOf', () => {
  it('spreads clusters over VPCs of the same addresses', () => {
    const { clusters, vpcs, meshes } = buildWorld(parseScenario(meshOf(500, 50)), createIds(createRandom(1)), 0);
    expect([clusters.size, vpcs.size]).toEqual([500, 51]);
    expect(meshes.values().next().value?.members.size).toBe(500);
    expect(new Set([...vpcs.values()].map((vpc) => vpc.cidr)).size).toBe(1);
    expect(() => meshOf(1, 2)).toThrow(RangeError);
  });
});
