/** Where an endpoint's zones stand: vSwitch, address, network interface. */
import { freeAddresses, isFree, takeAddress } from '../../addresses.ts';
import { ApiError } from '../../errors.ts';
import type { Context } from '../../handler.ts';
import { whole } from '../../ids.ts';
import type { Endpoint, EndpointService, EndpointZone, VSwitch, World } from '../../world.ts';
import { balancerFor, servedZones } from './machine.ts';

export interface ZoneParam {
  readonly VSwitchId?: string;
  readonly ZoneId?: string;
  readonly ip?: string;
}

/** A zone that has been found possible. */
export interface ZoneWish {
  readonly vSwitch: VSwitch;
  readonly address: string | undefined;
}

/** Throws what PrivateLink says of the first zone that is not possible. */
export function readZones(
  world: World,
  given: readonly ZoneParam[],
  vpcId: string,
  service: EndpointService,
): ZoneWish[] {
  const wishes = given.map((zone) => readZone(world, zone, vpcId, service));
  const zoneIds = wishes.map((wish) => wish.vSwitch.zoneId);
  const twice = zoneIds.find((zoneId, i) => zoneIds.indexOf(zoneId) !== i);
  if (twice !== undefined) throw new ApiError('EndpointZoneDuplicated', `The zone ${twice} is there twice.`);
  return wishes;
}

function readZone(world: World, given: ZoneParam, vpcId: string, service: EndpointService): ZoneWish {
  if (!given.VSwitchId) {
    throw new ApiError('MissingParam.VSwitchId', 'The parameter VSwitchId is required for each zone.');
  }
  const vSwitch = world.vSwitches.get(given.VSwitchId);
  if (vSwitch === undefined || vSwitch.vpcId !== vpcId) {
    throw new ApiError('VSwitchNotFound', `The vSwitch ${given.VSwitchId} does not exist in the VPC ${vpcId}.`);
  }
  if (given.ZoneId && given.ZoneId !== vSwitch.zoneId) {
    throw new ApiError('VSwitchNotFound', `The vSwitch ${vSwitch.id} is not in zone ${given.ZoneId}.`);
  }
  if (service.resources.length === 0) {
    throw new ApiError('EndpointServiceResourceNotFound', `The endpoint service ${service.id} has no resource yet.`);
  }
  if (!servedZones(service).includes(vSwitch.zoneId)) {
    throw new ApiError(
      'EndpointServiceNotSupportedZone',
      `The endpoint service ${service.id} has no resource in zone ${vSwitch.zoneId}.`,
    );
  }
  if (vSwitch.status !== 'Available') {
    throw new ApiError('VSwitchStatusNotAllowed', `The vSwitch ${vSwitch.id} is ${vSwitch.status}, not Available.`);
  }
  if (given.ip && !isFree(vSwitch, given.ip)) {
    throw new ApiError('EniIpUnavailable', `The address ${given.ip} of vSwitch ${vSwitch.id} cannot be had.`);
  }
  if (freeAddresses(vSwitch) === 0) {
    throw new ApiError('ResourceNotEnough.VSwitchIp', `The vSwitch ${vSwitch.id} has no free address.`);
  }
  return { vSwitch, address: given.ip || undefined };
}

/** Gives the endpoint a zone, in state Creating. */
export function placeZone(
  world: World,
  endpoint: Endpoint,
  { vSwitch, address: asked }: ZoneWish,
  service: EndpointService,
  context: Pick<Context, 'ids' | 'now' | 'switches'>,
): EndpointZone {
  const { zoneId } = vSwitch;
  const eniId = context.ids.regional('eni', endpoint.regionId);
  if (asked !== undefined) vSwitch.used.set(asked, eniId);
  const address = asked ?? takeAddress(vSwitch, eniId);
  if (address === undefined) {
    throw new ApiError('ResourceNotEnough.VSwitchIp', `The vSwitch ${vSwitch.id} has no free address.`);
  }
  world.interfaces.set(eniId, {
    id: eniId,
    vpcId: endpoint.vpcId,
    vSwitchId: vSwitch.id,
    zoneId,
    address,
    mac: context.ids.mac(),
    owner: { kind: 'endpoint', id: endpoint.id },
    createdAt: context.now(),
  });
  const zone: EndpointZone = {
    zoneId,
    vSwitchId: vSwitch.id,
    eniId,
    address,
    domain: zoneDomain(endpoint, zoneId, service, context),
    status: 'Creating',
    balancerId: balancerFor(world, service, zoneId) ?? '',
  };
  endpoint.zones.set(zoneId, zone);
  world.touch('interface', eniId);
  world.touch('vSwitch', vSwitch.id);
  return zone;
}

/** Takes a zone from the endpoint and frees what it held. */
export function removeZone(world: World, endpoint: Endpoint, zone: EndpointZone): void {
  endpoint.zones.delete(zone.zoneId);
  world.interfaces.delete(zone.eniId);
  world.vSwitches.get(zone.vSwitchId)?.used.delete(zone.address);
  world.touch('interface', zone.eniId);
  world.touch('vSwitch', zone.vSwitchId);
  world.touch('endpoint', endpoint.id);
}

function zoneDomain(
  endpoint: Endpoint,
  zoneId: string,
  service: EndpointService,
  { switches }: Pick<Context, 'switches'>,
): string {
  const { regionId } = endpoint;
  return switches.zoneDomain === 'endpoint-zone'
    ? whole(endpoint.id, '-', zoneId, '.', service.domain)
    : `${endpoint.id}-${regionId}.${service.id}.${zoneId}.privatelink.aliyuncs.com`;
}
