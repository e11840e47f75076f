/** A world exported and read again is the same world. */
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { VirtualClock } from './clock.ts';
import { createEmulator } from './emulator.ts';
import { exportScenario } from './export-scenario.ts';
import { showThing } from './inspect/show.ts';
import { parseScenario, parseScenarioFile, ScenarioError } from './scenario.ts';
import { guide } from './scenarios/guide.ts';
import { ids, makeEndpoint, makeGroup, makeService, testCloud } from './testing.ts';
import type { World } from './world.ts';

function built(scenario: unknown) {
  return createEmulator({ scenario: parseScenario(scenario), clock: new VirtualClock(), profile: 'instant', seed: 99 });
}

/** What a scenario does not say: dates, addresses and the ids of what has no name. */
function lasting(world: World): unknown {
  const without = new Set([
    'createdAt',
    'updatedAt',
    'joinedAt',
    'modifiedAt',
    'address',
    'eniId',
    'mac',
    'used',
    'listeners',
    'sans',
    'name',
  ]);
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !without.has(key) && key !== 'id' && !/^apiServerBalancerId$|^ingressBalancerId$/.test(key))
        .map(([key, inner]) => [key, strip(inner)]),
    );
  };
  const all = (table: ReadonlyMap<string, unknown>) =>
    [...table].map(([id, thing]) => [id, strip(showThing('vpc', thing))]);
  const { vpcs, vSwitches, securityGroups, clusters, meshes, services, endpoints } = world;
  return [vpcs, vSwitches, securityGroups, clusters, meshes, services, endpoints].map(all);
}

describe('exportScenario', () => {
  it('tells the world of the guide, linked, so that it can be made again', async () => {
    const cloud = testCloud();
    const group = await makeGroup(cloud, ids.ackVpc);
    const peer = await makeGroup(cloud, ids.ackVpc);
    const rule = { SecurityGroupId: group, IpProtocol: 'TCP', PortRange: '15012/15012' };
    await cloud.get('ecs.AuthorizeSecurityGroup', { ...rule, SourceCidrIp: '192.168.0.0/16', Description: 'all' });
    await cloud.get('ecs.AuthorizeSecurityGroup', { ...rule, SourceGroupId: peer });
    const service = await makeService(cloud, ids.pilot, { 'Tag.1.Key': 'role', 'Tag.1.Value': 'pilot' });
    const endpoint = await makeEndpoint(cloud, service, { 'SecurityGroupId.1': group, EndpointName: 'pilot' });
    const text = stringify(exportScenario(cloud.emulator.world, cloud.emulator));
    const again = built(parseScenarioFile(text));
    expect(lasting(again.world)).toEqual(lasting(cloud.emulator.world));
    expect(stringify(exportScenario(again.world, again))).toBe(text);
    const zone = again.world.endpoints.get(endpoint)?.zones.get(ids.zoneJ);
    expect(zone).toMatchObject({ status: 'Connected', balancerId: ids.pilot, zoneId: ids.zoneJ });
  });

  it('tells things under way as they will be', async () => {
    const cloud = testCloud({ profile: 'realistic' });
    const service = await makeService(cloud, ids.pilot);
    await cloud.get('privatelink.CreateVpcEndpoint', {
      ServiceId: service,
      VpcId: ids.ackVpc,
      'SecurityGroupId.1': await makeGroup(cloud, ids.ackVpc),
    });
    const { services, endpoints } = exportScenario(cloud.emulator.world, cloud.emulator);
    expect(services).toMatchObject([{ id: service, resources: [{ balancer: ids.pilot }] }]);
    expect(endpoints).toMatchObject([{ service, connected: false, vSwitches: [] }]);
  });
});

describe('links of a scenario', () => {
  const service = { id: 'epsrv-a', resources: [{ balancer: ids.pilot }] };
  it.each([
    {
      why: 'no such balancer',
      more: { services: [{ resources: [{ balancer: 'lb-none' }] }] },
      path: 'services[0].resources[0]',
    },
    {
      why: 'no such service',
      more: { endpoints: [{ service: 'epsrv-none', vpc: 'ack' }] },
      path: 'endpoints[0].service',
    },
    {
      why: 'no such VPC',
      more: { services: [service], endpoints: [{ service: 'epsrv-a', vpc: 'moon' }] },
      path: 'endpoints[0].vpc',
    },
    {
      why: 'a vSwitch of another VPC',
      more: { services: [service], endpoints: [{ service: 'epsrv-a', vpc: 'ack', vSwitches: [ids.asmVSwitchJ] }] },
      path: 'endpoints[0].vSwitches[0]',
    },
    {
      why: 'a zone that the service does not serve',
      more: { services: [service], endpoints: [{ service: 'epsrv-a', vpc: 'ack', vSwitches: [ids.ackVSwitchI] }] },
      path: 'endpoints[0].vSwitches[0]',
    },
    {
      why: 'no such group',
      more: { services: [service], endpoints: [{ service: 'epsrv-a', vpc: 'ack', securityGroups: ['sg-none'] }] },
      path: 'endpoints[0].securityGroups',
    },
    {
      why: 'a rule for nobody',
      more: { securityGroups: [{ vpc: 'ack', rules: [{ ports: '1/2' }] }] },
      path: 'securityGroups[0].rules[0]',
    },
  ])('refuses $why', ({ more, path }) => {
    const problems = () => {
      try {
        built({ ...guide, ...more });
        return [];
      } catch (error) {
        return error instanceof ScenarioError ? error.problems.map((one) => one.path) : [String(error)];
      }
    };
    expect(problems()).toEqual([path]);
  });
});
