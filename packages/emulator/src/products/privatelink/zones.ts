/** The zones of an endpoint, each a network interface in a vSwitch. */
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import type { Handler } from '../../handler.ts';
import { pageByToken } from '../../paging.ts';
import { checkConnectionSettled, checkEndpointActive, checkNotProtected, liveService } from './check.ts';
import { checkDuplicate } from './duplicate.ts';
import { ownEndpoint } from './find.ts';
import { zoneKey, zoneOf, zoneReady } from './machine.ts';
import { placeZone, readZones, removeZone } from './zone-place.ts';

export const addZone: Handler<'privatelink.AddZoneToVpcEndpoint'> = (world, params, context) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  checkNotProtected(endpoint);
  checkEndpointActive(endpoint);
  checkConnectionSettled(endpoint);
  const service = liveService(world, endpoint);
  // Left empty, the zone is the vSwitch's own.
  const zoneId = params.ZoneId || world.vSwitches.get(params.VSwitchId)?.zoneId;
  if (zoneId !== undefined && endpoint.zones.has(zoneId)) {
    throw new ApiError('EndpointZoneDuplicated', `The endpoint ${endpoint.id} has the zone ${zoneId} already.`);
  }
  const limit = context.account.quotas.zonesPerEndpoint;
  if (endpoint.zones.size >= limit) {
    throw new ApiError('QuotaMisMatched', `The endpoint ${endpoint.id} has ${limit} zones already, its quota.`);
  }
  const [wish] = readZones(world, [params], endpoint.vpcId, service);
  if (wish === undefined) throw new Error('one zone was asked for and none was read');
  const { id: endpointId, vpcId } = endpoint;
  checkDuplicate(world, { serviceId: service.id, vpcId, zoneIds: [wish.vSwitch.zoneId], endpointId }, context);
  context.proceed();
  const zone = placeZone(world, endpoint, wish, service, context);
  world.touch('endpoint', endpoint.id);
  context.after('zone.create', zoneKey(endpoint, zone), { endpointId: endpoint.id, eniId: zone.eniId });
  return {};
};

export const zoneCreated: Ending<'zone.create'> = (world, _object, later, details) => {
  const { endpoint, zone } = zoneOf(world, details);
  if (zone !== undefined) zoneReady(world, endpoint, zone, later);
};

export const removeZoneFromEndpoint: Handler<'privatelink.RemoveZoneFromVpcEndpoint'> = (world, params, context) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  checkNotProtected(endpoint);
  checkEndpointActive(endpoint);
  checkConnectionSettled(endpoint);
  const zone = endpoint.zones.get(params.ZoneId);
  if (zone === undefined) {
    throw new ApiError('EndpointZoneNotFound', `The endpoint ${endpoint.id} has no zone ${params.ZoneId}.`);
  }
  if (zone.status === 'Connected' && !context.switches.removeConnectedZone) {
    throw new ApiError(
      'EndpointConnectionOperationDenied',
      `The zone ${zone.zoneId} of endpoint ${endpoint.id} is connected.`,
    );
  }
  if (['Creating', 'Connecting', 'Disconnecting', 'Deleting'].includes(zone.status)) {
    throw new ApiError(
      'EndpointOperationDenied',
      `The zone ${zone.zoneId} of endpoint ${endpoint.id} is ${zone.status}; wait until that is over.`,
    );
  }
  context.proceed();
  zone.status = 'Deleting';
  world.touch('endpoint', endpoint.id);
  context.after('zone.delete', zoneKey(endpoint, zone), { endpointId: endpoint.id, eniId: zone.eniId });
  return {};
};

export const zoneDeleted: Ending<'zone.delete'> = (world, _object, _later, details) => {
  const { endpoint, zone } = zoneOf(world, details);
  if (zone !== undefined) removeZone(world, endpoint, zone);
};

export const listVpcEndpointZones: Handler<'privatelink.ListVpcEndpointZones'> = (world, params, context) => {
  const endpoint = ownEndpoint(world, params.EndpointId, context);
  const { items, ...page } = pageByToken([...endpoint.zones.values()], (zone) => zone.zoneId, params);
  return {
    ...page,
    Zones: items.map((zone) => ({
      EniId: zone.eniId,
      EniIp: zone.address,
      RegionId: endpoint.regionId,
      VSwitchId: zone.vSwitchId,
      ZoneDomain: zone.domain,
      ZoneId: zone.zoneId,
      ZoneIpv6Address: '',
      ZoneStatus: zone.status,
    })),
  };
};
