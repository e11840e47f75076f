/** What one endpoint needs: to be made in its zones, to follow the wished zones in place, to be connected. */
import { cloudDescription, cloudName, type Role } from '@asm-privatelink/api';
import { type Endpoint, type EndpointZone, roleKey } from '../model.ts';
import { tagsOf } from '../tags.ts';
import { followGroups } from './attached-groups.ts';
import type { Handle, Track } from './graph.ts';
import { birth, bornAs, creates, waitListed } from './lifecycle.ts';
import { deniedWhileConnected, removeEndpoint, removeZone } from './remove.ts';
import { waitEndpoint, waitZone, waitZonesRead } from './steps.ts';

interface ZonePlace {
  zoneId: string;
  vSwitchId: string;
}

export interface EndpointWish {
  role: Role;
  owner: string;
  vpcId: string;
  /** Empty when none is usable: then nothing is made, and what is there is left alone. */
  zones: ZonePlace[];
}

/** How long a fresh endpoint may be Disconnected before its connection is accepted by hand: auto-accept takes a moment. */
const ACCEPT_GRACE_MS = 30_000;

/** Nodes that bring one endpoint to Active and Connected in exactly the wished zones. */
export function decideEndpoint(
  track: Track,
  wanted: EndpointWish,
  service: Handle,
  group: Handle,
  endpoint: Endpoint | undefined,
): void {
  if (endpoint === undefined) {
    create(track, wanted, service, group, []);
  } else if (endpoint.status === 'Deleting') {
    create(track, wanted, service, group, [waitEndpoint(track, endpoint, 'gone')]);
  } else if (orphaned(endpoint, service)) {
    const gone = removeEndpoint(track, endpoint, [], 'its endpoint service is gone');
    create(track, wanted, service, group, gone);
  } else if (endpoint.status !== 'Active') {
    waitEndpoint(track, endpoint, 'Active');
  } else {
    sayLocked(track, endpoint);
    const grouped = followGroups(track, endpoint, group);
    const refusedFor = wanted.zones.length > 0 ? followZones(track, wanted.zones, endpoint, grouped) : [];
    keepConnected(track, endpoint, refusedFor);
  }
}

/** An endpoint belongs to one service for life: without it, it is of no use. */
function orphaned(endpoint: Endpoint, service: Handle): boolean {
  return endpoint.connection === 'ServiceDeleted' || (service.id !== undefined && service.id !== endpoint.serviceId);
}

function create(track: Track, wanted: EndpointWish, service: Handle, group: Handle, after: string[]): void {
  if (wanted.zones.length === 0 || service.id === undefined || group.id === undefined) return;
  const { wish, link } = track;
  const key = roleKey(wanted);
  const born = birth(track, key, `The endpoint of ${link}`);
  if (born.kind === 'held') {
    track.problems.push(born.problem);
    return;
  }
  if (born.kind === 'unlisted') {
    waitListed(track, born, wanted.role);
    return;
  }
  const step = track.step({
    id: `create endpoint ${key}`,
    after: [...after, ...service.after, ...group.after],
    action: 'CreateVpcEndpoint',
    what: `make an endpoint in ${wanted.vpcId}, in ${wanted.zones.map((zone) => zone.zoneId).join(' and ')}`,
    creates: creates(key, 'EndpointId', born),
    request: {
      VpcId: wanted.vpcId,
      ServiceId: service.id,
      EndpointName: cloudName(wanted.role, wanted.owner),
      EndpointDescription: cloudDescription(wanted.role, wanted.owner, wish.mesh),
      SecurityGroupId: [group.id],
      Zone: wanted.zones.map((zone) => ({ VSwitchId: zone.vSwitchId, ZoneId: zone.zoneId })),
      Tag: tagsOf(wish.mesh, bornAs(wanted, wish, born)),
    },
  });
  const active = track.wait({
    id: `wait endpoint ${key} Active`,
    after: [step],
    what: 'the endpoint to be Active',
    watched: 'endpoints',
  });
  track.wait({
    id: `wait endpoint ${key} Connected`,
    after: [active],
    what: 'the connection to be Connected',
    watched: 'endpoints',
  });
}

function sayLocked(track: Track, endpoint: Endpoint): void {
  if (endpoint.businessStatus !== 'FinancialLocked') return;
  track.problems.push({
    reason: 'FinancialLocked',
    severity: 'person',
    message: `${endpoint.id} is locked because the account is in arrears. Settle the bill; the link comes back by itself.`,
  });
}

/**
 * A connection that was cut is accepted again: both sides are ours. Undisturbed, auto-accept does it and no call is made (design §5). A zone for
 * whose sake we refused it goes first.
 */
function keepConnected(track: Track, endpoint: Endpoint, refusedFor: string[]): void {
  if (endpoint.connection === 'Connected') return;
  const after: string[] = [];
  if (wasCut(track, endpoint)) {
    track.problems.push({
      reason: 'ConnectionRefused',
      severity: 'wait',
      message: `The connection of ${endpoint.id} to ${endpoint.serviceId} is Disconnected; it is being accepted again.`,
    });
    after.push(
      track.step({
        id: `accept ${endpoint.id}`,
        after: refusedFor,
        action: 'EnableVpcEndpointConnection',
        what: `accept the connection of ${endpoint.id} again`,
        why: 'it is Disconnected',
        request: { ServiceId: endpoint.serviceId, EndpointId: endpoint.id },
      }),
    );
  }
  track.wait({
    id: `wait ${endpoint.id} Connected`,
    after,
    what: `the connection of ${endpoint.id} to be Connected (${endpoint.connection})`,
    watched: 'endpoints',
    on: { id: endpoint.id, aspect: 'connection', state: endpoint.connection },
  });
}

function wasCut({ observation }: Track, endpoint: Endpoint): boolean {
  if (endpoint.connection !== 'Disconnected') return false;
  if (observation.memory.connected.has(endpoint.id)) return true;
  const since = observation.memory.since.get(`${endpoint.id}/connection`);
  return since?.state === 'Disconnected' && observation.at - since.at > ACCEPT_GRACE_MS;
}

/**
 * Adds before it removes, one zone at a time (the vendor locks the endpoint); a swap inside one zone can only be remove, then add.
 * Returns the nodes after which the zones are gone that the cloud does not let go while the endpoint is connected.
 */
function followZones(track: Track, wanted: readonly ZonePlace[], endpoint: Endpoint, before: string[]): string[] {
  if (endpoint.zones === undefined) {
    // On its way to Connected its zones are not read: nothing about them could be done yet.
    if (endpoint.connection !== 'Connecting') waitZonesRead(track, endpoint);
    return [];
  }
  const current = new Map(endpoint.zones.map((zone) => [zone.zoneId, zone]));
  let after = before;
  for (const place of wanted) {
    const there = current.get(place.zoneId);
    if (there === undefined) {
      after = addZone(track, endpoint, place, after, 'it is wished');
    } else if (there.status === 'Deleting') {
      const gone = waitZone(track, endpoint, there, 'gone', after);
      after = addZone(track, endpoint, place, [gone], 'it is wished');
    } else if (there.vSwitchId === place.vSwitchId) {
      after = settleZone(track, endpoint, there, after);
    }
  }
  const places = new Map(wanted.map((place) => [place.zoneId, place]));
  const refusedFor: string[] = [];
  for (const zone of endpoint.zones) {
    const denied = deniedWhileConnected(track, endpoint, zone);
    const place = places.get(zone.zoneId);
    if (place === undefined) {
      after = removeZone(track, endpoint, zone, after, 'it is no longer wished');
      if (denied) refusedFor.push(...after);
    } else if (place.vSwitchId !== zone.vSwitchId && zone.status !== 'Deleting') {
      const why = `${zone.zoneId} moves from ${zone.vSwitchId} to ${place.vSwitchId}; its traffic stops until it is back`;
      const gone = removeZone(track, endpoint, zone, after, why);
      if (denied) refusedFor.push(...gone);
      after = addZone(track, endpoint, place, gone, why);
    }
  }
  return refusedFor;
}

function addZone(track: Track, endpoint: Endpoint, place: ZonePlace, after: string[], why: string): string[] {
  const step = track.step({
    id: `add ${place.zoneId} ${place.vSwitchId} to ${endpoint.id}`,
    after,
    action: 'AddZoneToVpcEndpoint',
    what: `add ${place.zoneId} with ${place.vSwitchId} to ${endpoint.id}`,
    why,
    request: { EndpointId: endpoint.id, ZoneId: place.zoneId, VSwitchId: place.vSwitchId },
  });
  return [
    track.wait({
      id: `wait for ${step}`,
      after: [step],
      what: `${endpoint.id} to be Connected in ${place.zoneId}`,
      watched: 'zones',
    }),
  ];
}

/** Zone states that carry traffic: `Migrated` is a zone moved to another resource (alibaba-cloud-api §2.1). */
const CARRYING = new Set(['Connected', 'Migrated']);

/** Waits for a zone that is coming up; brings back one that was switched off by itself. */
function settleZone(track: Track, endpoint: Endpoint, zone: EndpointZone, after: string[]): string[] {
  if (CARRYING.has(zone.status) || endpoint.connection !== 'Connected') return after;
  if (zone.status !== 'Disconnected') return [waitZone(track, endpoint, zone, 'Connected', after)];
  const step = track.step({
    id: `connect ${zone.zoneId} of ${endpoint.id}`,
    after,
    action: 'EnableVpcEndpointZoneConnection',
    what: `switch ${zone.zoneId} of ${endpoint.id} on again`,
    why: 'somebody switched it off',
    request: { ServiceId: endpoint.serviceId, EndpointId: endpoint.id, ZoneId: zone.zoneId },
  });
  return [waitZone(track, endpoint, zone, 'Connected', [step])];
}
