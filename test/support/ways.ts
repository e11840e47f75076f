/** The ways in which the operator comes to make every call that it ever makes: what is there before, and what then happens. */
import { type ASMPvlConfigSpec, tagKeys } from '@asm-privatelink/api';
import type { ActionName, ActionRequest, ActionResponse, CallOptions, Cloud } from '@asm-privatelink/cloud';
import type { ScenarioInput, World } from '@asm-privatelink/emulator';
import type { Passes } from './passes.ts';
import { entry, plain, specOf, zoneId } from './worlds.ts';

export interface Way {
  name: string;
  switches?: ScenarioInput['switches'];
  /** What is wished and made before; nothing, when left out. */
  from?: ASMPvlConfigSpec;
  /** What happens then, to the object or behind our back. */
  happens(passes: Passes, world: World): void;
  /** What the operator is configured to do about certificates; `report` when left out. */
  certificates?: 'manage';
  /** What stands between the operator and the cloud. */
  through?(cloud: Cloud): Cloud;
}

/** One cluster of the older kind, whose balancer only its resources name; a Pilot behind an NLB in two zones; a balancer beside it. */
export function worldOf({ switches = {} }: Way): ScenarioInput {
  return plain(['a'], (scenario) => ({
    ...scenario,
    mesh: { ...scenario.mesh, vpc: 'asm', pilot: { id: 'nlb-pilot', type: 'nlb', zones: ['j', 'k'] } },
    clusters: (scenario.clusters ?? []).map((cluster) => ({ ...cluster, endpointsConfig: false })),
    switches,
  }));
}

/** The cluster's Pilot endpoint in these zones; its API-server endpoint is in one. */
const inZones = (...zones: string[]): ASMPvlConfigSpec => ({
  ...specOf('a'),
  ackVpcEndpoint: [entry('a', 'a', zones)],
});

export const ways: readonly Way[] = [
  { name: 'create', happens: () => undefined },
  { name: 'create, the balancer found by its address', happens: () => undefined, through: withoutResources },
  { name: 'move to another zone', from: inZones('j'), happens: (passes) => passes.apply(inZones('k')) },
  {
    name: 'move to another zone, refusing the connection first',
    switches: { removeConnectedZone: false },
    from: inZones('j'),
    happens: (passes) => passes.apply(inZones('k')),
  },
  { name: 'repair', from: inZones('j', 'k'), happens: (_, world) => disturb(world) },
  { name: 'replace a service that was deleted', from: inZones('j'), happens: (_, world) => dropService(world) },
  { name: 'add the names of a new endpoint', certificates: 'manage', happens: () => undefined },
  { name: 'heal lost tags', from: inZones('j'), happens: (_, world) => loseTags(world) },
  { name: 'stand in one group again', from: inZones('j'), happens: (_, world) => regroup(world) },
  { name: 'delete', from: inZones('j', 'k'), happens: (passes) => passes.delete() },
  { name: 'give an adopted service back', from: inZones('j'), happens: (passes, world) => giveBack(passes, world) },
];

/** A cluster whose resources do not show its balancer. */
function withoutResources(cloud: Cloud): Cloud {
  return {
    region: cloud.region,
    async call<Name extends ActionName>(name: Name, request: ActionRequest<Name>, options?: CallOptions) {
      const answer = await cloud.call(name, request, options);
      // The one answer that is changed is a list of this very form.
      return name === 'DescribeClusterResources' ? ({ items: [] } as unknown as ActionResponse<Name>) : answer;
    },
  };
}

/** Everything that is ours is changed, each thing in another way, and nothing of it is lost. */
function disturb(world: World): void {
  for (const service of world.services.values()) {
    service.autoAccept = false;
    // One of an NLB's zones goes, and comes back as another balancer's.
    const at = service.resources.findIndex((each) => each.type === 'nlb' && each.zoneId === zoneId('k'));
    if (at >= 0) service.resources.splice(at, 1);
  }
  for (const { connection, zones } of world.endpoints.values()) {
    if (zones.size === 1) connection.status = 'Disconnected';
    for (const zone of zones.values()) {
      if (zones.size === 1 || zone.zoneId === zoneId('k')) zone.status = 'Disconnected';
    }
  }
  for (const { rules, tags } of world.securityGroups.values()) {
    const rule = rules.find(({ direction }) => direction === 'ingress');
    if (tags.size === 0 || rule === undefined) continue;
    rules.splice(rules.indexOf(rule), 1, { ...rule, id: 'sgr-opened', portRange: '22/22' });
  }
}

function loseTags(world: World): void {
  for (const { tags } of [...world.services.values(), ...world.endpoints.values()]) tags.clear();
}

/** An endpoint stands in a second group of ours, and no longer in the first. */
function regroup(world: World): void {
  const [endpoint] = world.endpoints.values();
  const group = world.securityGroups.get([...(endpoint?.securityGroups.keys() ?? [])][0] ?? '');
  if (endpoint === undefined || group === undefined) return;
  const second = { ...group, id: 'sg-second', createdAt: group.createdAt + 1, tags: new Map(group.tags), rules: [] };
  world.securityGroups.set(second.id, second);
  endpoint.securityGroups.clear();
  endpoint.securityGroups.set(second.id, 'Attached');
}

/** The service of Pilot was a person's, who named it; the object is deleted. */
function giveBack(passes: Passes, world: World): void {
  const service = [...world.services.values()].find(({ resourceType }) => resourceType === 'nlb');
  service?.tags.set(tagKeys.adopted, 'true');
  passes.delete();
}

/** The service of the API-server channel is deleted: its endpoint stays, and leads nowhere. */
function dropService(world: World): void {
  const service = [...world.services.values()].find(({ resourceType }) => resourceType === 'slb');
  if (service === undefined) return;
  world.services.delete(service.id);
  for (const { serviceId, connection } of world.endpoints.values()) {
    if (serviceId === service.id) connection.status = 'ServiceDeleted';
  }
}
