/** What holds in the emulated cloud after any calls, in any order, at any time. Each broken rule is a sentence. */
import type { Change, Endpoint, EndpointService, World } from '@asm-privatelink/emulator';

const states = {
  service: ['Creating', 'Pending', 'Active', 'Deleting'],
  endpoint: ['Creating', 'Pending', 'Active', 'Deleting'],
  connection: ['Pending', 'Connecting', 'Connected', 'Disconnecting', 'Disconnected', 'Deleting', 'ServiceDeleted'],
  zone: [
    'Creating',
    'Wait',
    'Connecting',
    'Connected',
    'Disconnecting',
    'Disconnected',
    'Deleting',
    'Migrating',
    'Migrated',
  ],
  resource: ['Attaching', 'Attached', 'Detaching'],
  group: ['Attaching', 'Attached', 'Detaching'],
  cluster: ['running'],
  task: ['running', 'success', 'fail'],
  member: ['running', 'starting', 'stopping', 'stopped', 'failed'],
} as const;

/** The rules that are broken now. */
export function broken(world: World): string[] {
  return [
    ...[...world.services.values()].flatMap((service) => ofService(world, service)),
    ...[...world.endpoints.values()].flatMap((endpoint) => ofEndpoint(world, endpoint)),
    ...ofAddresses(world),
    ...ofInterfaces(world),
    ...ofQuotas(world),
    ...ofTheRest(world),
  ];
}

function ofService(world: World, { id, status, resources }: EndpointService): string[] {
  return [
    ...unless(isOneOf(states.service, status), `service ${id} is ${status}`),
    ...resources.flatMap(({ balancerId, zoneId, status: state }) => [
      ...unless(world.balancers.has(balancerId), `service ${id} leads to ${balancerId}, which is gone`),
      ...unless(isOneOf(states.resource, state), `resource ${balancerId} in ${zoneId} of service ${id} is ${state}`),
    ]),
    ...twice(resources.map(({ balancerId, zoneId }) => `${balancerId} in ${zoneId}`)).map(
      (what) => `service ${id} has ${what} twice`,
    ),
  ];
}

function ofEndpoint(world: World, endpoint: Endpoint): string[] {
  const { id, status, connection, serviceId, vpcId, zones, securityGroups } = endpoint;
  const service = world.services.get(serviceId);
  const isIndexed = world.endpointsOfService.get(serviceId)?.has(id) === true;
  const isDown = connection.status === 'Disconnected' || connection.status === 'ServiceDeleted';
  return [
    ...unless(isOneOf(states.endpoint, status), `endpoint ${id} is ${status}`),
    ...unless(isOneOf(states.connection, connection.status), `the connection of ${id} is ${connection.status}`),
    ...unless(
      service !== undefined || connection.status === 'ServiceDeleted' || status === 'Deleting',
      `endpoint ${id} is ${connection.status} to service ${serviceId}, which is gone`,
    ),
    ...unless(isIndexed, `endpoint ${id} is not among those of service ${serviceId}`),
    ...unless(world.vpcs.has(vpcId), `endpoint ${id} is in ${vpcId}, which is gone`),
    ...unless(securityGroups.size > 0, `endpoint ${id} has no security group`),
    ...[...securityGroups].flatMap(([groupId, state]) => [
      ...unless(world.securityGroups.get(groupId)?.vpcId === vpcId, `group ${groupId} of ${id} is not in ${vpcId}`),
      ...unless(isOneOf(states.group, state), `group ${groupId} of ${id} is ${state}`),
    ]),
    ...[...zones.values()].flatMap((zone) => {
      const where = `zone ${zone.zoneId} of ${id}`;
      const vSwitch = world.vSwitches.get(zone.vSwitchId);
      const isServed = service?.resources.some(
        ({ balancerId, zoneId }) => balancerId === zone.balancerId && zoneId === zone.zoneId,
      );
      return [
        ...unless(isOneOf(states.zone, zone.status), `${where} is ${zone.status}`),
        ...unless(vSwitch?.vpcId === vpcId && vSwitch.zoneId === zone.zoneId, `${where} is in ${zone.vSwitchId}`),
        ...unless(!(isDown && zone.status === 'Connected'), `${where} is Connected, ${id} is ${connection.status}`),
        ...unless(zone.status !== 'Connected' || isServed === true, `${where} is Connected to nothing`),
      ];
    }),
  ];
}

/** An address has one user, and its user knows of it. */
function ofAddresses(world: World): string[] {
  const interfaces = [...world.interfaces.values()].map(({ vSwitchId, address }) => `${vSwitchId} ${address}`);
  return [
    ...twice(interfaces).map((what) => `${what} is the address of two interfaces`),
    ...[...world.interfaces.values()].flatMap(({ id, vSwitchId, address }) =>
      unless(
        world.vSwitches.get(vSwitchId)?.used.has(address) === true,
        `${id} has ${address}, which ${vSwitchId} calls free`,
      ),
    ),
    ...[...world.vSwitches.values()].flatMap(({ id, used }) =>
      [...used].flatMap(([address, owner]) =>
        unless(
          world.interfaces.has(owner) || world.endpoints.has(owner) || world.balancers.has(owner),
          `${address} of ${id} is used by ${owner}, which is gone`,
        ),
      ),
    ),
  ];
}

/** Each zone has its interface, and each interface its zone. */
function ofInterfaces(world: World): string[] {
  const wanted = [...world.endpoints.values()].flatMap(({ id, zones }) =>
    [...zones.values()].map(
      ({ eniId, address, vSwitchId, zoneId }) => `${eniId} ${id} ${vSwitchId} ${zoneId} ${address}`,
    ),
  );
  const there = [...world.interfaces.values()].flatMap(({ id, owner, address, vSwitchId, zoneId }) =>
    owner.kind === 'endpoint' ? [`${id} ${owner.id} ${vSwitchId} ${zoneId} ${address}`] : [],
  );
  return [
    ...wanted.filter((one) => !there.includes(one)).map((one) => `the interface ${one} is missing`),
    ...there.filter((one) => !wanted.includes(one)).map((one) => `the interface ${one} is of no zone`),
  ];
}

function ofQuotas(world: World): string[] {
  return [...world.accounts.values()].flatMap(({ id, quotas }) => {
    const own = <T extends { accountId: string }>(all: Iterable<T>) =>
      [...all].filter(({ accountId }) => accountId === id);
    const services = own(world.services.values());
    const endpoints = own(world.endpoints.values());
    return [
      ...within('services', services.length, quotas.services),
      ...services.flatMap(({ id: serviceId, resources }) => [
        ...within(`resources of ${serviceId}`, resources.length, quotas.resourcesPerService),
        ...[...count(resources.map(({ zoneId }) => zoneId))].flatMap(([zoneId, number]) =>
          within(`resources of ${serviceId} in ${zoneId}`, number, quotas.resourcesPerZoneAndService),
        ),
      ]),
      ...[...count(endpoints.map(({ vpcId }) => vpcId))].flatMap(([vpcId, number]) =>
        within(`endpoints in ${vpcId}`, number, quotas.endpointsPerVpc),
      ),
      ...endpoints.flatMap(({ id: endpointId, zones, tags }) => [
        ...within(`zones of ${endpointId}`, zones.size, quotas.zonesPerEndpoint),
        ...within(`tags of ${endpointId}`, tags.size, quotas.tagsPerResource),
      ]),
    ];
  });
}

function ofTheRest(world: World): string[] {
  return [
    ...[...world.vSwitches.values()].flatMap(({ id, vpcId }) => unless(world.vpcs.has(vpcId), `${id} is in no VPC`)),
    ...[...world.securityGroups.values()].flatMap(({ id, vpcId }) =>
      unless(world.vpcs.has(vpcId), `${id} is in no VPC`),
    ),
    ...[...world.clusters.values()].flatMap(({ id, state }) =>
      unless(isOneOf(states.cluster, state), `${id} is ${state}`),
    ),
    ...[...world.tasks.values()].flatMap(({ id, state }) => unless(isOneOf(states.task, state), `${id} is ${state}`)),
    ...[...world.meshes.values()].flatMap(({ members }) =>
      [...members.values()].flatMap(({ clusterId, state }) =>
        unless(isOneOf(states.member, state), `member ${clusterId} is ${state}`),
      ),
    ),
  ];
}

/** Watches what goes: an endpoint only when it was being deleted and had no zone, a service only so and without resources. */
export function watchDeletions(world: World): string[] {
  const wrong: string[] = [];
  const last = new Map<string, { readonly status: string; readonly holds: number }>();
  world.onChange(({ kind, id }: Change) => {
    if (kind !== 'endpoint' && kind !== 'service') return;
    const endpoint = world.endpoints.get(id);
    const service = world.services.get(id);
    if (endpoint) last.set(id, { status: endpoint.status, holds: endpoint.zones.size });
    else if (service) last.set(id, { status: service.status, holds: service.resources.length });
    else {
      const before = last.get(id);
      if (before?.status !== 'Deleting') wrong.push(`${kind} ${id} went while ${before?.status ?? 'unknown'}`);
      if (before && before.holds > 0) wrong.push(`${kind} ${id} went with ${before.holds} zones or resources`);
      last.delete(id);
    }
  });
  return wrong;
}

function unless(holds: boolean, sentence: string): string[] {
  return holds ? [] : [sentence];
}

function within(what: string, number: number, quota: number): string[] {
  return unless(number <= quota, `${what}: ${number}, the quota is ${quota}`);
}

function isOneOf(all: readonly string[], state: string): boolean {
  return all.includes(state);
}

function twice(all: readonly string[]): string[] {
  return [...count(all)].flatMap(([one, number]) => (number > 1 ? [one] : []));
}

function count(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
