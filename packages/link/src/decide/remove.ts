/**
 * Taking away, in the order that the cloud enforces (alibaba-cloud-api §0 item 15): zones, endpoint, resources, service, group.
 * Each function adds the nodes and returns the ids after which the object is gone.
 */

import { tagKeys } from '@asm-privatelink/api';
import { type Endpoint, type EndpointService, type EndpointZone, othersOn, type SecurityGroup } from '../model.ts';
import { tagsOf } from '../tags.ts';
import type { Track } from './graph.ts';
import { detach, releasedId, waitEndpoint, waitResourcesRead, waitService, waitZone, waitZonesRead } from './steps.ts';

/** Codes by which the cloud says that a zone of a live connection does not go: only then is the connection refused first (design §4). */
const NEEDS_REFUSAL = new Set(['EndpointConnectionOperationDenied', 'EndpointOperationDenied']);

/** One zone leaves one endpoint. */
export function removeZone(
  track: Track,
  endpoint: Endpoint,
  zone: EndpointZone,
  after: string[],
  why: string,
): string[] {
  if (zone.status === 'Deleting') return [waitZone(track, endpoint, zone, 'gone', after)];
  const settled = endpoint.connection === 'Connected' && endpoint.status === 'Active';
  const mustRefuse = settled && deniedWhileConnected(track, endpoint, zone);
  const step = track.step({
    id: removeZoneId(endpoint, zone),
    after: mustRefuse ? [refuse(track, endpoint, zone, after)] : after,
    action: 'RemoveZoneFromVpcEndpoint',
    what: `remove ${zone.zoneId} from ${endpoint.id}`,
    why,
    request: { EndpointId: endpoint.id, ZoneId: zone.zoneId },
  });
  return [waitZone(track, endpoint, zone, 'gone', [step])];
}

function removeZoneId(endpoint: Endpoint, zone: EndpointZone): string {
  return `remove ${zone.zoneId} from ${endpoint.id}`;
}

/** Whether the cloud has said, more than once, that a zone does not go: once may be a lock that somebody held. */
export function deniedWhileConnected(track: Track, endpoint: Endpoint, zone: EndpointZone): boolean {
  const denial = track.failureOf(removeZoneId(endpoint, zone));
  return denial !== undefined && denial.attempts > 1 && NEEDS_REFUSAL.has(denial.code);
}

function refuse(track: Track, endpoint: Endpoint, zone: EndpointZone, after: string[]): string {
  return track.step({
    id: `refuse ${endpoint.id} for ${zone.zoneId}`,
    after,
    action: 'DisableVpcEndpointConnection',
    what: `refuse the connection of ${endpoint.id}`,
    why: `the cloud does not let ${zone.zoneId} go while it is connected`,
    request: { ServiceId: endpoint.serviceId, EndpointId: endpoint.id },
  });
}

/** Zones one after another (the vendor locks the endpoint), then the endpoint. */
export function removeEndpoint(track: Track, endpoint: Endpoint, after: string[], why: string): string[] {
  if (endpoint.status === 'Deleting') return [waitEndpoint(track, endpoint, 'gone', after)];
  if (endpoint.adopted) return [release(track, endpoint, 'vpcendpoint', after, why)];
  let before = after;
  if (endpoint.status !== 'Active') before = [waitEndpoint(track, endpoint, 'Active', before)];
  if (endpoint.zones === undefined) before = [waitZonesRead(track, endpoint, before)];
  for (const zone of endpoint.zones ?? []) before = removeZone(track, endpoint, zone, before, why);
  const step = track.step({
    id: `delete ${endpoint.id}`,
    after: before,
    action: 'DeleteVpcEndpoint',
    deletes: endpoint.id,
    what: `delete ${endpoint.id}`,
    why,
    request: { EndpointId: endpoint.id },
  });
  return [waitEndpoint(track, endpoint, 'gone', [step])];
}

/** Resources one after another (the vendor locks the service), then the service. Who else is connected to it is named. */
export function removeService(track: Track, service: EndpointService, after: string[], why: string): string[] {
  if (service.status === 'Deleting') return [waitService(track, service, 'gone', after)];
  if (service.adopted) return [release(track, service, 'vpcendpointservice', after, why)];
  const who = othersOn(track.observation, service.id).join(', ');
  if (who !== '') {
    track.problems.push({
      reason: 'DeletionBlocked',
      severity: 'person',
      message: `${service.id} cannot be deleted while endpoints that are not ours use it: ${who}. Have them deleted by their owners.`,
    });
    return [
      track.wait({
        id: `wait others off ${service.id}`,
        after,
        what: `${who} to leave ${service.id}`,
        watched: 'zones',
        on: { id: service.id, aspect: 'others', state: who },
        person: true,
      }),
    ];
  }
  let before = after;
  if (service.status !== 'Active') before = [waitService(track, service, 'Active', before)];
  if (service.resources === undefined) before = [waitResourcesRead(track, service, before)];
  for (const resource of service.resources ?? []) before = [detach(track, service, resource, before, why)];
  const step = track.step({
    id: `delete ${service.id}`,
    after: before,
    action: 'DeleteVpcEndpointService',
    deletes: service.id,
    what: `delete ${service.id}`,
    why,
    request: { ServiceId: service.id },
  });
  return [waitService(track, service, 'gone', [step])];
}

/**
 * What a person gave us is given back: it loses our tags, and stays. Where the annotation that named it is gone, the tag that says so stays
 * with it: without it, it would look like an object of ours that has lost its tags.
 */
function release(
  track: Track,
  object: Endpoint | EndpointService,
  type: 'vpcendpoint' | 'vpcendpointservice',
  after: string[],
  why: string,
): string {
  const step = track.step({
    id: `release ${object.id}`,
    after,
    action: 'UntagResources',
    releases: object.id,
    what: `take our tags off ${object.id}`,
    why: `${why}, and it was adopted`,
    request: {
      ResourceType: type,
      ResourceId: [object.id],
      TagKey: tagsOf(track.wish.mesh, object)
        .map(({ Key }) => Key)
        .filter((key) => key !== tagKeys.adopted || track.wish.adopt.has(object.id)),
    },
  });
  return track.wait({
    id: releasedId(object.id),
    after: [step],
    what: `${object.id} to be without our tags`,
    watched: type === 'vpcendpoint' ? 'endpoints' : 'services',
  });
}

/** A group goes with the last endpoint that uses it. */
export function removeGroup(track: Track, group: SecurityGroup, after: string[], why: string): void {
  track.step({
    id: `delete ${group.id}`,
    after,
    action: 'DeleteSecurityGroup',
    deletes: group.id,
    what: `delete ${group.id}`,
    why,
    request: { SecurityGroupId: group.id },
  });
}
