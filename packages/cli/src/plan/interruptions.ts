/** What stops while a plan is carried out. Pure. */

import type { PlanData } from '@asm-privatelink/console';
import type { Observation, Plan, Step } from '@asm-privatelink/link';

export function interruptionsOf({ nodes }: Plan, observation: Observation): PlanData['interruptions'] {
  const steps = nodes.filter((node): node is Step => node.kind === 'step');
  return steps.flatMap((step) => {
    const what = interrupted(step, observation);
    return what === undefined ? [] : [{ link: step.link, what }];
  });
}

function interrupted(step: Step, { endpoints }: Observation): string | undefined {
  const connected = (id: unknown) => endpoints.some((each) => each.id === id && each.connection === 'Connected');
  switch (step.action) {
    case 'RemoveZoneFromVpcEndpoint': {
      const { EndpointId, ZoneId } = step.request;
      return connected(EndpointId) ? `connections through ${text(ZoneId)} of ${text(EndpointId)} end` : undefined;
    }
    case 'DeleteVpcEndpoint':
      return connected(step.request.EndpointId)
        ? `${text(step.request.EndpointId)} and its domain name go: nothing reaches the other side through it any more`
        : undefined;
    case 'DisableVpcEndpointConnection':
      return `the connection of ${text(step.request.EndpointId)} is refused until its zone is gone`;
    case 'DetachResourceFromVpcEndpointService':
      return `connections through ${text(step.request.ResourceId)} behind ${text(step.request.ServiceId)} end`;
    case 'CreateVpcEndpoint': {
      const [, cluster] = /^create endpoint api-server-endpoint\/(.+)$/.exec(step.id) ?? [];
      return cluster === undefined
        ? undefined
        : `not by this, but after it: its new domain name has to go into the certificate of cluster ${cluster}, whose API server restarts for that`;
    }
    default:
      return undefined;
  }
}

/** A value of a request, or what it will be. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : 'it';
}
