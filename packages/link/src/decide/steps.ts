/** Nodes that more than one decision uses. */

import { type Endpoint, type EndpointService, type EndpointZone, type ServiceResource, UNREAD } from '../model.ts';
import type { Track } from './graph.ts';

/** A wait for a service to reach `until`. */
export function waitService(
  track: Track,
  service: EndpointService,
  until: 'Active' | 'gone',
  after: string[] = [],
): string {
  return track.wait({
    id: `wait ${service.id} ${until}`,
    after,
    what: `endpoint service ${service.id} to be ${until} (${service.status})`,
    watched: 'services',
    on: { id: service.id, aspect: 'status', state: service.status },
  });
}

/** The id of the wait for an endpoint to be gone; an adopted one stays, and is ours no more, unless somebody deletes it. */
export function goneId({ id, adopted, status }: Endpoint): string {
  return adopted && status !== 'Deleting' ? releasedId(id) : `wait ${id} gone`;
}

/** The id of the wait for an adopted object to be without our tags. */
export function releasedId(id: string): string {
  return `wait ${id} released`;
}

/** A wait for an endpoint to reach `until`. */
export function waitEndpoint(track: Track, endpoint: Endpoint, until: 'Active' | 'gone', after: string[] = []): string {
  return track.wait({
    id: `wait ${endpoint.id} ${until}`,
    after,
    what: `endpoint ${endpoint.id} to be ${until} (${endpoint.status})`,
    watched: 'endpoints',
    on: { id: endpoint.id, aspect: 'status', state: endpoint.status },
  });
}

/** A wait for one zone of an endpoint to reach `until`. */
export function waitZone(
  track: Track,
  endpoint: Endpoint,
  zone: EndpointZone,
  until: 'Connected' | 'gone',
  after: string[],
): string {
  return track.wait({
    id: `wait ${zone.zoneId} of ${endpoint.id} ${until}`,
    after,
    what: `${zone.zoneId} of ${endpoint.id} to be ${until} (${zone.status})`,
    watched: 'zones',
    on: { id: endpoint.id, aspect: `zone/${zone.zoneId}`, state: zone.status },
  });
}

/** The zones of an endpoint were not read yet: nothing about them can be decided. */
export function waitZonesRead(track: Track, endpoint: Endpoint, after: string[] = []): string {
  return track.wait({
    id: `wait zones of ${endpoint.id}`,
    after,
    what: `the zones of ${endpoint.id} to be read`,
    watched: 'zones',
    on: { id: endpoint.id, aspect: 'zones', state: UNREAD },
  });
}

/** One resource leaves one service; returns the id after which it has left. */
export function detach(
  track: Track,
  service: EndpointService,
  resource: ServiceResource,
  after: string[],
  why: string,
): string {
  const step = track.step({
    id: `detach ${resource.id}${resource.zoneId ? ` in ${resource.zoneId}` : ''} from ${service.id}`,
    after,
    action: 'DetachResourceFromVpcEndpointService',
    what: `detach ${resource.id} from ${service.id}`,
    why,
    request: {
      ServiceId: service.id,
      ResourceId: resource.id,
      ResourceType: resource.type,
      ...(resource.zoneId ? { ZoneId: resource.zoneId } : {}),
    },
  });
  return track.wait({
    id: `wait for ${step}`,
    after: [step],
    what: `${resource.id} to leave ${service.id}`,
    watched: 'resources',
    about: service.id,
  });
}

/** The resources of a service were not read yet. */
export function waitResourcesRead(track: Track, service: EndpointService, after: string[] = []): string {
  return track.wait({
    id: `wait resources of ${service.id}`,
    after,
    what: `the resources of ${service.id} to be read`,
    watched: 'resources',
    about: service.id,
  });
}
