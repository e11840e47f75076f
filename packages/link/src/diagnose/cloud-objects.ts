/** The endpoint service and the endpoint: there, Active, not locked, in front of the right balancer. */
import { roleKey } from '../model.ts';
import { isFor } from './cause.ts';
import type { Check } from './diagnosis.ts';
import { aliyun, remedyFor } from './remedies.ts';
import { causeAt, notYet, told, type Walk } from './walk.ts';

const check = 'cloud objects';

export function checkCloudObjects(walk: Walk): Check {
  const { service, endpoint, cause, balancer, link } = walk;
  const on = [service?.id, endpoint?.id].filter(Boolean).join(', ') || link.id;
  const found = locked(walk) ?? causeAt(check, walk, service?.id ?? balancer?.id ?? link.id);
  if (found !== undefined) return found;
  // Without a zone neither can be made: that is the next check's to say.
  if (cause?.check === 'zones') return told(check, 'ok', { on, text: 'nothing of them stands in the way' });
  const missing =
    present(walk, 'endpoint service', service, recordedService(walk)) ??
    behind(walk) ??
    present(walk, 'endpoint', endpoint, recordedEndpoint(walk));
  return (
    missing ?? extra(walk) ?? foreign(walk, on) ?? told(check, 'ok', { on, text: 'service and endpoint are Active' })
  );
}

function locked({ service, endpoint, facts }: Walk): Check | undefined {
  const objects = [service, endpoint].filter((each) => each?.businessStatus === 'FinancialLocked');
  const [first] = objects;
  if (first === undefined) return undefined;
  return told(check, 'broken', {
    on: first.id,
    reason: 'FinancialLocked',
    text: `${objects.map((each) => each?.id).join(' and ')} locked: the account has payments overdue`,
    evidence: ['business status FinancialLocked'],
    remedy: remedyFor('FinancialLocked', facts.wish.mesh),
  });
}

/** That an object is there and Active; undefined when it is. */
function present(
  walk: Walk,
  what: string,
  object: { readonly id: string; readonly status: string } | undefined,
  recorded: string | undefined,
): Check | undefined {
  if (object?.status === 'Active') return undefined;
  if (object === undefined) {
    const gone = recorded !== undefined;
    const text = gone ? `the ${what} ${recorded} that the status names is gone` : `there is no ${what} yet`;
    const { plan, writer } = walk.facts;
    const next = plan.nodes.find(
      ({ link, kind, after }) => kind === 'step' && after.length === 0 && isFor(link, walk.link),
    );
    return notYet(check, walk, {
      on: recorded ?? walk.link.id,
      reason: gone ? 'ObjectGone' : 'Provisioning',
      text: next === undefined ? text : `${text}; next: ${next.what}`,
      ...(gone ? { evidence: [`the status names ${recorded}, and no list shows it`] } : {}),
      remedy: {
        text:
          typeof writer === 'object'
            ? `${writer.other} answers for it: take the entry out of the object and put it back, so that it begins again; if that does not help, ask its makers.`
            : 'Let the operator run: it makes what is missing.',
      },
    });
  }
  return told(check, 'waiting', {
    on: object.id,
    reason: 'Provisioning',
    text: `the ${what} is ${object.status}, not Active yet`,
    evidence: [`status ${object.status}`],
    remedy: { text: 'Wait a few minutes, and look again.', command: 'asmpvl status --watch' },
  });
}

/** That the service stands in front of the balancer that serves now. */
function behind(walk: Walk): Check | undefined {
  const { service, balancer, region } = walk;
  if (service?.resources === undefined || balancer === undefined) return undefined;
  if (service.resources.some(({ id }) => id === balancer.id)) return undefined;
  const others = service.resources.map(({ id }) => id).join(', ') || 'nothing';
  return notYet(check, walk, {
    on: service.id,
    reason: 'BalancerReplaced',
    text: `${service.id} stands in front of ${others}, but what serves now is ${balancer.id}`,
    evidence: [`service resources: ${others}`, `load balancer: ${balancer.id}`],
    remedy: {
      text: 'Attach the new load balancer to the service, then detach the old one.',
      command: aliyun('privatelink', 'AttachResourceToVpcEndpointService', {
        RegionId: region,
        ServiceId: service.id,
        ResourceType: balancer.type,
        ResourceId: balancer.id,
      }),
    },
  });
}

/** What else the service stands in front of may take the traffic of a zone. */
function extra({ service, balancer, region }: Walk): Check | undefined {
  const others = service?.resources?.filter(({ id }) => id !== balancer?.id) ?? [];
  const [first] = others;
  if (service === undefined || balancer === undefined || first === undefined) return undefined;
  return told(check, 'warning', {
    on: service.id,
    reason: 'BalancerExtra',
    text: `${service.id} stands in front of ${others.map(({ id }) => id).join(', ')}, too: what comes through there does not arrive at ${balancer.id}`,
    evidence: [`load balancer: ${balancer.id}`],
    remedy: {
      text: 'Detach it, unless it is meant to be there.',
      command: aliyun('privatelink', 'DetachResourceFromVpcEndpointService', {
        RegionId: region,
        ServiceId: service.id,
        ResourceType: first.type,
        ResourceId: first.id,
        ...(first.zoneId === '' ? {} : { ZoneId: first.zoneId }),
      }),
    },
  });
}

/** An endpoint on our service that is not ours is worth a word: it keeps the service from being deleted. */
function foreign({ service, facts }: Walk, on: string): Check | undefined {
  const others = facts.observation.foreign.filter(({ serviceId }) => serviceId === service?.id);
  if (others.length === 0) return undefined;
  return told(check, 'warning', {
    on,
    reason: 'ForeignConnection',
    text: 'service and endpoint are Active, but somebody else is on the service, too',
    evidence: others.map(({ endpointId, ownerId, status }) => `${endpointId} of account ${ownerId}: ${status}`),
    remedy: remedyFor('ForeignConnection', facts.wish.mesh),
  });
}

function recordedService({ link, facts }: Walk): string | undefined {
  const [owner = ''] = link.clusterIds;
  return facts.wish.recorded.get(
    link.channel === 'pilot' ? 'pilot-service' : roleKey({ role: 'api-server-service', owner }),
  );
}

function recordedEndpoint({ link, facts }: Walk): string | undefined {
  const [owner = ''] = link.clusterIds;
  return link.channel === 'pilot'
    ? facts.wish.recordedPilot.get(owner)
    : facts.wish.recorded.get(roleKey({ role: 'api-server-endpoint', owner }));
}
