/** What one endpoint service needs: to be made, to have the right balancer behind it, to accept by itself. */
import { annotations, cloudDescription, type Role } from '@asm-privatelink/api';
import { type Balancer, type Endpoint, type EndpointService, roleKey, type ServiceResource } from '../model.ts';
import { tagsOf } from '../tags.ts';
import type { Wish } from '../wish.ts';
import type { Handle, Track } from './graph.ts';
import { birth, bornAs, creates, waitListed } from './lifecycle.ts';
import { removeService } from './remove.ts';
import { detach, goneId, waitService } from './steps.ts';

export interface ServiceWish {
  role: Role;
  owner: string;
  balancer: Balancer;
}

/**
 * Nodes that bring one endpoint service to Active with exactly the wished balancer behind it.
 *
 * @param users the endpoints of ours on it: should it be replaced, they all go first
 */
export function decideService(
  track: Track,
  wanted: ServiceWish,
  service: EndpointService | undefined,
  users: readonly Endpoint[],
): Handle {
  if (service === undefined) return create(track, wanted, []);
  if (service.status === 'Deleting') return create(track, wanted, [waitService(track, service, 'gone')]);
  if (service.status !== 'Active') return { id: service.id, after: [waitService(track, service, 'Active')] };
  keepAccepting(track, service);
  if (service.resourceType === '' || service.resourceType === wanted.balancer.type) {
    followBalancer(track, wanted.balancer, service);
    return { id: service.id, after: [] };
  }
  if (isReplaced(track.wish, wanted.balancer, service)) return recreate(track, wanted, service, users);
  track.problems.push({
    reason: 'NeedsRecreate',
    severity: 'person',
    message: `${service.id} stands in front of a balancer of type ${service.resourceType}, but the balancer is now ${wanted.balancer.id} of type ${wanted.balancer.type}: a service has one type for life. Set the annotation ${annotations.recreate}: ${service.id} to have it made anew; its endpoints and their domain names change with it, and traffic stops until then.`,
  });
  return { id: service.id, after: [] };
}

/** Whether a person allows a service to be made anew, because it is of another type than its balancer. */
export function isReplaced(wish: Wish, balancer: Balancer, service: EndpointService): boolean {
  const differs = service.resourceType !== '' && service.resourceType !== balancer.type;
  return service.status === 'Active' && differs && wish.recreate.has(service.id);
}

/** The old one goes first, and its endpoints before it: they find that their service is another one, and go by themselves. */
function recreate(track: Track, wanted: ServiceWish, service: EndpointService, users: readonly Endpoint[]): Handle {
  const born = birth(track, roleKey(wanted), `The endpoint service of ${track.link}`);
  if (born.kind === 'held') {
    track.problems.push(born.problem);
    return { id: service.id, after: [] };
  }
  const why = `its type is ${service.resourceType}, and ${annotations.recreate} allows it`;
  const after = removeService(track, service, users.map(goneId), why);
  return create(track, wanted, after);
}

function create(track: Track, wanted: ServiceWish, after: string[]): Handle {
  const { wish, link } = track;
  const key = roleKey(wanted);
  const born = birth(track, key, `The endpoint service of ${link}`);
  if (born.kind === 'held') {
    track.problems.push(born.problem);
    return { id: undefined, after: [] };
  }
  if (born.kind === 'unlisted') return { id: born.id, after: [waitListed(track, born, wanted.role)] };
  const { balancer } = wanted;
  const step = track.step({
    id: `create service ${key}`,
    after,
    action: 'CreateVpcEndpointService',
    what: `make an endpoint service in front of ${balancer.id}`,
    creates: creates(key, 'ServiceId', born),
    request: {
      ServiceDescription: cloudDescription(wanted.role, wanted.owner || wish.mesh, wish.mesh),
      ServiceResourceType: balancer.type,
      AutoAcceptEnabled: true,
      Resource: entriesOf(balancer),
      Tag: tagsOf(wish.mesh, bornAs(wanted, wish, born)),
    },
  });
  const active = track.wait({
    id: `wait service ${key} Active`,
    after: [step],
    what: 'the endpoint service to be Active',
    watched: 'services',
  });
  return { id: { step, field: 'ServiceId' }, after: [active] };
}

interface ResourceEntry {
  ResourceType: string;
  ResourceId: string;
  ZoneId?: string;
}

/** The entries under which a balancer is a service's resource: a CLB brings its own zone, an NLB is named once for each zone (alibaba-cloud-api §2.3). */
function entriesOf(balancer: Balancer): ResourceEntry[] {
  if (balancer.type === 'slb') return [{ ResourceType: 'slb', ResourceId: balancer.id }];
  return balancer.zones.map((zone) => ({ ResourceType: balancer.type, ResourceId: balancer.id, ZoneId: zone }));
}

/** Auto-accept that was turned off is turned on again: without it a repaired endpoint would wait for a person. */
function keepAccepting(track: Track, service: EndpointService): void {
  if (service.autoAccept) return;
  track.step({
    id: `accept by itself ${service.id}`,
    after: [],
    action: 'UpdateVpcEndpointServiceAttribute',
    what: `turn automatic acceptance of ${service.id} on again`,
    request: { ServiceId: service.id, AutoAcceptEnabled: true },
  });
}

/** A balancer of the same type is attached before the old one is detached. */
function followBalancer(track: Track, balancer: Balancer, service: EndpointService): void {
  const { resources } = service;
  if (resources === undefined) return;
  const entries = entriesOf(balancer);
  // Resources of one service change one after another: the vendor locks the service (alibaba-cloud-api §2.3).
  let after: string[] = [];
  for (const entry of entries.filter((wanted) => !resources.some((resource) => matches(wanted, resource)))) {
    after = [attach(track, service, entry, after)];
  }
  for (const resource of resources.filter((there) => !entries.some((wanted) => matches(wanted, there)))) {
    after = [detach(track, service, resource, after, `${resource.id} is no longer the balancer`)];
  }
}

function matches(entry: ResourceEntry, resource: ServiceResource): boolean {
  return entry.ResourceId === resource.id && (entry.ZoneId === undefined || entry.ZoneId === resource.zoneId);
}

function attach(track: Track, service: EndpointService, entry: ResourceEntry, after: string[]): string {
  const step = track.step({
    id: `attach ${entry.ResourceId}${entry.ZoneId ? ` in ${entry.ZoneId}` : ''} to ${service.id}`,
    after,
    action: 'AttachResourceToVpcEndpointService',
    what: `attach ${entry.ResourceId} to ${service.id}`,
    why: 'it is the balancer now, and comes before the old one goes',
    request: { ServiceId: service.id, ...entry },
  });
  return track.wait({
    id: `wait for ${step}`,
    after: [step],
    what: `${entry.ResourceId} to be attached to ${service.id}`,
    watched: 'resources',
    about: service.id,
  });
}
