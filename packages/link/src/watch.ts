/** What to read next, and when: from what the plan waits for and what was just done. */
import type { StepResult } from './act/act.ts';
import type { Plan, Step, Wait, WriteAction } from './decide/graph.ts';
import type { Watched } from './model.ts';
import type { Watch } from './observe/observe.ts';

/** The lists in which the effect of a write shows. */
const SHOWS_IN: Readonly<Record<WriteAction, readonly Watched[]>> = {
  CreateVpcEndpointService: ['services'],
  UpdateVpcEndpointServiceAttribute: ['services'],
  DeleteVpcEndpointService: ['services'],
  AttachResourceToVpcEndpointService: ['resources', 'services'],
  DetachResourceFromVpcEndpointService: ['resources', 'services'],
  CreateVpcEndpoint: ['endpoints'],
  DeleteVpcEndpoint: ['endpoints'],
  AddZoneToVpcEndpoint: ['zones'],
  RemoveZoneFromVpcEndpoint: ['zones'],
  EnableVpcEndpointConnection: ['endpoints', 'zones'],
  DisableVpcEndpointConnection: ['endpoints', 'zones'],
  EnableVpcEndpointZoneConnection: ['zones'],
  AttachSecurityGroupToVpcEndpoint: ['attached', 'endpoints'],
  DetachSecurityGroupFromVpcEndpoint: ['attached', 'endpoints'],
  TagResources: ['services', 'endpoints'],
  UntagResources: ['services', 'endpoints'],
  CreateSecurityGroup: ['groups'],
  AuthorizeSecurityGroup: ['groups'],
  RevokeSecurityGroup: ['groups'],
  DeleteSecurityGroup: ['groups'],
};

/** Waits that have begun: nothing stands before them any more. */
export function begun(plan: Plan, results: readonly StepResult[]): Wait[] {
  const done = new Set(results.filter((result) => result.outcome.ok).map((result) => result.step.id));
  return plan.nodes.filter((node): node is Wait => node.kind === 'wait' && node.after.every((id) => done.has(id)));
}

/** The lists that the next observation must read whatever their age. */
export function watchOf(plan: Plan, results: readonly StepResult[]): Watch {
  const waits = begun(plan, results);
  const lists = new Set<Watched>(waits.map((wait) => wait.watched));
  const resourcesOf = new Set<string>();
  const rulesOf = new Set<string>();
  const attachedTo = new Set<string>();
  for (const { about, watched } of waits) {
    if (about !== undefined) (watched === 'attached' ? attachedTo : resourcesOf).add(about);
  }
  for (const { step } of results) {
    for (const list of SHOWS_IN[step.action]) lists.add(list);
    const service = serviceOf(step);
    if (service !== undefined) resourcesOf.add(service);
    const endpoint = endpointOf(step);
    if (endpoint !== undefined) attachedTo.add(endpoint);
    const group = 'SecurityGroupId' in step.request ? step.request.SecurityGroupId : undefined;
    if (typeof group === 'string') rulesOf.add(group);
  }
  return { lists, resourcesOf, attachedTo, rulesOf };
}

function serviceOf(step: Step): string | undefined {
  if (!SHOWS_IN[step.action].includes('resources') || !('ServiceId' in step.request)) return undefined;
  return typeof step.request.ServiceId === 'string' ? step.request.ServiceId : undefined;
}

function endpointOf(step: Step): string | undefined {
  if (!SHOWS_IN[step.action].includes('attached') || !('EndpointId' in step.request)) return undefined;
  return typeof step.request.EndpointId === 'string' ? step.request.EndpointId : undefined;
}
