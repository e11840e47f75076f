/** The zones of both sides: where the endpoint stands, and where the service serves. */
import type { Check } from './diagnosis.ts';
import { remedyFor } from './remedies.ts';
import { causeAt, notYet, told, type Walk } from './walk.ts';

const check = 'zones';

export function checkZones(walk: Walk): Check {
  const { link, service, endpoint, balancer, facts } = walk;
  const on = endpoint?.id ?? link.id;
  const served = service?.zones ?? balancer?.zones ?? [];
  const sides = [`served: ${served.join(', ') || 'not known'}`, `endpoint: ${zonesOf(walk) || 'none'}`];
  const cause = causeAt(check, walk, on);
  if (cause !== undefined) return { ...cause, evidence: [...sides, ...(cause.evidence ?? [])] };
  if (endpoint?.zones?.length === 0) {
    return notYet(check, walk, {
      on,
      reason: 'ZoneMissing',
      text: `${endpoint.id} has no zone, so nothing passes however connected it is`,
      evidence: sides,
      remedy: { text: `Add a zone that is served to it: VPC console, Endpoints, ${endpoint.id}, Zones and ENIs.` },
    });
  }
  const warning = link.problems.find(
    ({ severity, reason, field }) => severity === 'warning' && field !== undefined && reason !== 'VSwitchUnused',
  );
  if (warning !== undefined) {
    const { reason, message, field = on } = warning;
    return told(check, 'warning', {
      on: field,
      reason,
      text: message,
      evidence: sides,
      remedy: remedyFor(reason, facts.wish.mesh),
    });
  }
  return told(check, 'ok', { on, text: `${zonesOf(walk) || 'not read'}; served: ${served.join(', ') || 'not known'}` });
}

function zonesOf({ endpoint }: Walk): string {
  return endpoint?.zones?.map(({ zoneId }) => zoneId).join(', ') ?? '';
}
