/** Whether the balancer that was found can carry a link. */

import type { Balancer, Found, Observation, Problem } from '../model.ts';
import { problemOf } from './eligible.ts';

/** The balancer behind `id`, if it was read and can stand behind an endpoint service of a link whose other side is `otherSide`. */
export function findBalancer(
  observation: Observation,
  id: Found<string>,
  vpcId: string,
  otherSide: string,
): Found<Balancer> {
  if (!id.ok) return id;
  const found = observation.balancers.get(id.value);
  const problem = problemOf(found, `Load balancer ${id.value}`);
  if (problem !== undefined || found === undefined || !found.ok) {
    return {
      ok: false,
      problem: problem ?? {
        reason: 'Pending',
        severity: 'wait',
        message: `Load balancer ${id.value} was not read yet.`,
      },
    };
  }
  const fault = faultOf(found.value, vpcId, otherSide);
  return fault === undefined ? found : { ok: false, problem: fault };
}

function faultOf(balancer: Balancer, vpcId: string, otherSide: string): Problem | undefined {
  if (balancer.unsuitable !== undefined || balancer.vpcId !== vpcId) {
    return {
      reason: 'BalancerUnsuitable',
      severity: 'person',
      message: `${balancer.id}, in front of ${otherSide}, cannot carry PrivateLink: ${balancer.unsuitable ?? `it is in ${balancer.vpcId}, not in ${vpcId}`}. A private, pay-as-you-go load balancer in ${vpcId} is needed.`,
    };
  }
  if (balancer.ports.length === 0) {
    return {
      reason: 'NoListeners',
      severity: 'person',
      message: `${balancer.id}, in front of ${otherSide}, has no running TCP listener: nothing could pass. Start its listeners; it is looked at again by itself.`,
    };
  }
  return undefined;
}
