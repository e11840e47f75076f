/** Security groups, endpoint services and endpoints of a scenario. */
import { freeAddresses } from './addresses.ts';
import type { Builder } from './builder.ts';
import type { Switches } from './guesses.ts';
import { placeZone } from './products/privatelink/zone-place.ts';
import { type Scenario, ScenarioError } from './scenario.ts';
import { addEndpoint, type Endpoint, type EndpointService, type RulePeer, type ServiceResource } from './world.ts';

type GroupPlan = Scenario['securityGroups'][number];
type ServicePlan = Scenario['services'][number];
type EndpointPlan = Scenario['endpoints'][number];

/** Throws ScenarioError for what names something that is not there. */
export function buildLinks(builder: Builder, scenario: Scenario, switches: Switches): void {
  scenario.securityGroups.forEach((plan) => buildGroup(builder, plan));
  scenario.services.forEach((plan, i) => buildService(builder, plan, `services[${i}]`));
  scenario.endpoints.forEach((plan, i) => buildEndpoint(builder, plan, `endpoints[${i}]`, switches));
}

function buildGroup(builder: Builder, plan: GroupPlan): void {
  const { world, ids, now } = builder;
  const vpc = builder.vpcNamed(plan.vpc);
  const group = world.securityGroups.get(plan.id ?? '') ?? builder.securityGroup(vpc, plan.name ?? '', plan);
  for (const [key, value] of Object.entries(plan.tags)) group.tags.set(key, value);
  for (const rule of plan.rules) {
    const { direction, protocol, ports, policy, priority, description } = rule;
    const id = ids.regional('sgr', vpc.regionId);
    const peer = readPeer(rule);
    group.rules.push({
      id,
      direction,
      protocol,
      portRange: ports,
      peer,
      policy,
      priority,
      description,
      createdAt: now,
    });
  }
}

function readPeer({ cidr, ipv6, group, prefixList = '' }: GroupPlan['rules'][number]): RulePeer {
  if (cidr !== undefined) return { kind: 'cidr', cidr };
  if (ipv6 !== undefined) return { kind: 'ipv6', cidr: ipv6 };
  return group === undefined ? { kind: 'prefix-list', prefixListId: prefixList } : { kind: 'group', groupId: group };
}

function buildService(builder: Builder, plan: ServicePlan, path: string): void {
  const { world, ids, now, accountId } = builder;
  const resources = plan.resources.flatMap((given, i) => readResource(builder, given, `${path}.resources[${i}]`));
  const [first] = resources;
  if (first === undefined) throw problem(`${path}.resources`, 'must name a balancer that serves a zone');
  if (resources.some(({ type }) => type !== first.type)) {
    throw problem(`${path}.resources`, 'must be balancers of one type');
  }
  const regionId = world.balancers.get(first.balancerId)?.regionId ?? world.defaultRegionId;
  const id = plan.id ?? ids.endpointService(regionId);
  const { description, autoAccept, zoneAffinity, bandwidth, users, tags } = plan;
  world.services.set(id, {
    id,
    regionId,
    accountId,
    name: `com.aliyuncs.privatelink.${regionId}.${id}`,
    domain: `${id}.${regionId}.privatelink.aliyuncs.com`,
    description,
    status: 'Active',
    businessStatus: 'Normal',
    autoAccept,
    resourceType: first.type,
    resources,
    users: new Set(users),
    payer: 'Endpoint',
    zoneAffinity,
    bandwidth,
    resourceGroupId: '',
    createdAt: now,
    tags: new Map(Object.entries(tags)),
  });
}

/** By id, or by the name that the scenario gives. */
function readResource(
  { world }: Builder,
  { balancer: named, zone }: ServicePlan['resources'][number],
  path: string,
): ServiceResource[] {
  const balancer = [...world.balancers.values()].find(({ id, name }) => id === named || name === named);
  if (balancer === undefined) throw problem(path, `no balancer of the scenario is called "${named}"`);
  const served = balancer.kind === 'clb' ? [balancer.masterZoneId] : balancer.zones.map(({ zoneId }) => zoneId);
  const type = balancer.kind === 'clb' ? 'slb' : 'nlb';
  const status = 'Attached';
  return (zone === undefined ? served : [zone]).map((zoneId) => ({
    balancerId: balancer.id,
    type,
    zoneId,
    autoAllocated: true,
    status,
  }));
}

function buildEndpoint(builder: Builder, plan: EndpointPlan, path: string, switches: Switches): void {
  const { world, ids, now, accountId } = builder;
  const vpc = builder.vpcNamed(plan.vpc);
  const service = world.services.get(plan.service);
  if (service === undefined) throw problem(`${path}.service`, `no service of the scenario has the id ${plan.service}`);
  const unknown = plan.securityGroups.find((group) => !world.securityGroups.has(group));
  if (unknown !== undefined) throw problem(`${path}.securityGroups`, `no group of the scenario has the id ${unknown}`);
  const id = plan.id ?? ids.endpoint(vpc.regionId);
  const endpoint: Endpoint = {
    id,
    regionId: vpc.regionId,
    accountId,
    name: plan.name,
    description: plan.description,
    vpcId: vpc.id,
    serviceId: service.id,
    serviceName: service.name,
    domain: `${id}.${service.domain}`,
    type: 'Interface',
    status: 'Active',
    businessStatus: 'Normal',
    protected: false,
    zoneAffinity: plan.zoneAffinity,
    policyDocument: '',
    connection: {
      status: plan.connected ? 'Connected' : 'Disconnected',
      bandwidth: service.bandwidth,
      trafficControl: service.resourceType === 'nlb' ? 'Scalability' : 'BandwidthLimit',
      modifiedAt: now,
    },
    zones: new Map(),
    securityGroups: new Map(plan.securityGroups.map((group) => [group, 'Attached'])),
    resourceGroupId: '',
    createdAt: now,
    tags: new Map(Object.entries(plan.tags)),
  };
  addEndpoint(world, endpoint);
  plan.vSwitches.forEach((vSwitch, i) => {
    placeSettled(builder, endpoint, service, vSwitch, `${path}.vSwitches[${i}]`, switches);
  });
}

function placeSettled(
  { world, ids, now }: Builder,
  endpoint: Endpoint,
  service: EndpointService,
  vSwitchId: string,
  path: string,
  switches: Switches,
): void {
  const vSwitch = world.vSwitches.get(vSwitchId);
  if (vSwitch?.vpcId !== endpoint.vpcId) throw problem(path, `the VPC ${endpoint.vpcId} has no vSwitch ${vSwitchId}`);
  if (endpoint.zones.has(vSwitch.zoneId)) {
    throw problem(path, `the endpoint has a vSwitch in ${vSwitch.zoneId} already`);
  }
  if (freeAddresses(vSwitch) === 0) throw problem(path, `the vSwitch ${vSwitchId} has no free address`);
  const zone = placeZone(world, endpoint, { vSwitch, address: undefined }, service, { ids, switches, now: () => now });
  if (zone.balancerId === '') throw problem(path, `the service ${service.id} has no resource in ${vSwitch.zoneId}`);
  zone.status = endpoint.connection.status === 'Connected' ? 'Connected' : 'Wait';
}

function problem(path: string, message: string): ScenarioError {
  return new ScenarioError([{ path, message }], 'scenario');
}
