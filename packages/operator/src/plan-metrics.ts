/** Numbers that follow from the plans of one mesh and what came of them. */
import type { ASMPvlConfig } from '@asm-privatelink/api';
import type { Plan, Step, StepResult } from '@asm-privatelink/link';
import type { Metrics, Stage } from './metrics.ts';

/** What was made and has not been seen ready by then never will be: it went, or somebody else's turn came. */
const FORGET_MS = 60 * 60_000;

/** A listener for `ReconcileOptions.onPlan`; `now` in milliseconds. */
export function planMetrics(
  metrics: Pick<Metrics, 'certificates' | 'cloudRead' | 'ready' | 'repaired'>,
  now: () => number,
) {
  /** When an object was made, by stage and id, until it is seen ready. */
  const making = new Map<string, number>();
  /** The generation whose wish has been fulfilled. */
  let fulfilled = '';

  function ready(stage: Stage, id: string, at: number): void {
    const since = making.get(`${stage} ${id}`);
    if (since === undefined) return;
    making.delete(`${stage} ${id}`);
    metrics.ready(stage, (at - since) / 1000);
  }

  return (plan: Plan, results: readonly StepResult[], { metadata, status }: ASMPvlConfig): void => {
    const at = now();
    metrics.cloudRead(at);
    metrics.certificates(plan.certificates.map(({ state }) => state));
    for (const { service, endpoint } of plan.links) {
      if (service?.status === 'Active') ready('service', service.id, at);
      if (endpoint?.status === 'Active') ready('endpoint', endpoint.id, at);
      if (endpoint?.connection === 'Connected') ready('connection', endpoint.id, at);
    }
    const generation = `${metadata.uid ?? ''}/${metadata.generation ?? 0}`;
    // After a start the status is all there is to tell by.
    const said = status?.status === 'Available' && status.observedGeneration === metadata.generation;
    if (said || plan.nodes.length === 0) fulfilled = generation;
    for (const { step, outcome } of results) {
      if (!outcome.ok) continue;
      for (const [stage, id] of madeBy(step, outcome.answer)) making.set(`${stage} ${id}`, at);
      // A certificate gets its name after everything else is fulfilled: that is no repair.
      const repairs = fulfilled === generation && step.action !== 'ModifyCluster';
      if (repairs || step.creates?.vanished === true) metrics.repaired(repairOf(step));
    }
    for (const [key, since] of making) if (at - since > FORGET_MS) making.delete(key);
  };
}

function madeBy(step: Step, answer: Readonly<Record<string, unknown>>): [Stage, string][] {
  const id = step.creates === undefined ? undefined : answer[step.creates.idField];
  if (typeof id !== 'string') return [];
  if (step.action === 'CreateVpcEndpointService') return [['service', id]];
  if (step.action !== 'CreateVpcEndpoint') return [];
  return [
    ['endpoint', id],
    ['connection', id],
  ];
}

/** What was put right. */
export function repairOf({ action }: Step): string {
  switch (action) {
    case 'CreateVpcEndpointService':
    case 'DeleteVpcEndpointService':
      return 'service';
    case 'CreateVpcEndpoint':
    case 'DeleteVpcEndpoint':
      return 'endpoint';
    case 'AddZoneToVpcEndpoint':
    case 'RemoveZoneFromVpcEndpoint':
    case 'EnableVpcEndpointZoneConnection':
      return 'zone';
    case 'EnableVpcEndpointConnection':
    case 'DisableVpcEndpointConnection':
      return 'connection';
    case 'AttachResourceToVpcEndpointService':
    case 'DetachResourceFromVpcEndpointService':
      return 'resource';
    case 'UpdateVpcEndpointServiceAttribute':
      return 'auto-accept';
    case 'TagResources':
    case 'UntagResources':
      return 'tags';
    case 'CreateSecurityGroup':
    case 'DeleteSecurityGroup':
    case 'AttachSecurityGroupToVpcEndpoint':
    case 'DetachSecurityGroupFromVpcEndpoint':
      return 'group';
    case 'AuthorizeSecurityGroup':
    case 'RevokeSecurityGroup':
      return 'rules';
    case 'ModifyCluster':
      return 'certificate';
  }
}
