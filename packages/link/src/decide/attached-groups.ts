/** The groups that one endpoint stands in: ours is attached again when somebody took it off; another group of ours leaves; others' are left alone. */
import type { Endpoint } from '../model.ts';
import type { Handle, Track } from './graph.ts';

/** Adds what is to be done, and returns the nodes after which it is: the vendor locks the endpoint. */
export function followGroups(track: Track, endpoint: Endpoint, group: Handle): string[] {
  const { groups } = endpoint;
  if (endpoint.adopted || groups === undefined || group.id === undefined) return [];
  let after: string[] = [];
  const there = groups.find(({ id }) => id === group.id);
  const leaving = there?.status === 'Detaching';
  if (leaving) after = [waitAttached(track, endpoint, `${there.id} to leave`, [])];
  if (there === undefined || leaving) {
    const step = track.step({
      id: `attach the group to ${endpoint.id}`,
      after: [...after, ...group.after],
      action: 'AttachSecurityGroupToVpcEndpoint',
      what: `put ${endpoint.id} into the security group of our endpoints`,
      why: 'somebody took it out, or the group is new',
      request: { EndpointId: endpoint.id, SecurityGroupId: group.id },
    });
    after = [waitAttached(track, endpoint, 'the security group to be attached', [step])];
  }
  const ours = new Set(track.observation.groups.map(({ id }) => id));
  for (const other of groups) {
    if (!ours.has(other.id) || other.id === group.id || other.status === 'Detaching') continue;
    const step = track.step({
      id: `detach ${other.id} from ${endpoint.id}`,
      after,
      action: 'DetachSecurityGroupFromVpcEndpoint',
      what: `take ${endpoint.id} out of ${other.id}`,
      why: 'another group of ours is kept',
      request: { EndpointId: endpoint.id, SecurityGroupId: other.id },
    });
    after = [waitAttached(track, endpoint, `${other.id} to leave`, [step])];
  }
  return after;
}

function waitAttached(track: Track, endpoint: Endpoint, what: string, after: string[]): string {
  return track.wait({
    id: `wait ${endpoint.id}: ${what}`,
    after,
    what: `${what} (${endpoint.id})`,
    watched: 'attached',
    about: endpoint.id,
  });
}
