/** Taking away what bears our tags and is not wished for: endpoints first, then services and groups once nothing needs them any more. */
import type { Role } from '@asm-privatelink/api';
import {
  type Channel,
  type Endpoint,
  type EndpointService,
  type Observation,
  type Ownership,
  type Problem,
  roleKey,
  type SecurityGroup,
} from '../model.ts';
import type { Track } from './graph.ts';
import { removeEndpoint, removeGroup, removeService } from './remove.ts';

export interface Leftovers {
  endpoints: readonly Endpoint[];
  services: readonly EndpointService[];
  groups: readonly SecurityGroup[];
}

/** Adds the nodes that remove the leftovers, a track for each object, and returns what stands in their way. */
export function removeLeftovers(
  left: Leftovers,
  observation: Observation,
  trackOf: (link: string) => Track,
): Problem[] {
  const problems: Problem[] = [];
  // The nodes after which nothing of ours uses a service or a group any more, by service id and group key.
  const freed = new Map<string, string[]>();
  const free = (key: string, nodes: readonly string[]) => freed.set(key, [...(freed.get(key) ?? []), ...nodes]);
  const on = (object: Ownership, remove: (track: Track) => void) => {
    const track = trackOf(linkOf(object));
    remove(track);
    problems.push(...track.problems.map((problem) => ({ ...problem, link: track.link })));
  };

  for (const endpoint of left.endpoints) {
    on(endpoint, (track) => {
      const gone = removeEndpoint(track, endpoint, [], `${linkOf(endpoint)} is not wished`);
      free(endpoint.serviceId, gone);
      free(groupKeyOf(endpoint), gone);
    });
  }
  for (const service of left.services) {
    on(service, (track) =>
      removeService(track, service, freed.get(service.id) ?? [], `${linkOf(service)} is not wished`),
    );
  }
  const leaving = new Set(left.endpoints);
  const staying = new Set(observation.endpoints.filter((each) => !leaving.has(each)).map(groupKeyOf));
  for (const group of left.groups) {
    if (staying.has(roleKey(group))) continue;
    on(group, (track) =>
      removeGroup(track, group, freed.get(roleKey(group)) ?? [], `no endpoint of ours is left in ${group.vpcId}`),
    );
  }
  return problems;
}

export function channelOf(role: Role): Channel {
  return role.startsWith('pilot') ? 'pilot' : 'api-server';
}

export function groupRole(channel: Channel): Role {
  return channel === 'pilot' ? 'pilot-group' : 'api-server-group';
}

/** The role key of the group that an endpoint stands in. */
function groupKeyOf(endpoint: Endpoint): string {
  return roleKey({ role: groupRole(channelOf(endpoint.role)), owner: endpoint.vpcId });
}

/** The link that an object belongs to, or its own key where it serves several. */
function linkOf(object: Ownership): string {
  const ofOneLink = object.role.endsWith('endpoint') || object.role === 'api-server-service';
  return ofOneLink ? `${channelOf(object.role)}/${object.owner}` : roleKey(object);
}
