/**
 * Asks the cloud whether it would take the next steps of a plan: DryRun checks everything and does nothing (alibaba-cloud-api §0 item 2). So a quota, a
 * permission or a load balancer that will not do is known without an operator that tried.
 */
import { type ActionName, type ActionRequest, type Cloud, isCloudError } from '@asm-privatelink/cloud';
import { type Plan, type Problem, problemFrom, type Step } from '@asm-privatelink/link';

/** The writes of PrivateLink know DryRun; those of ECS do not, and tags change nothing that could be refused for long. */
const asked: ReadonlySet<ActionName> = new Set<ActionName>([
  'CreateVpcEndpointService',
  'UpdateVpcEndpointServiceAttribute',
  'AttachResourceToVpcEndpointService',
  'DetachResourceFromVpcEndpointService',
  'CreateVpcEndpoint',
  'AddZoneToVpcEndpoint',
  'RemoveZoneFromVpcEndpoint',
  'EnableVpcEndpointConnection',
  'EnableVpcEndpointZoneConnection',
  'DeleteVpcEndpoint',
  'DeleteVpcEndpointService',
]);

/** @returns by the id of the step: a problem, or that nothing speaks against it; absent where the answer says nothing about the step */
export async function askCloud(
  cloud: Cloud,
  { nodes }: Plan,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Problem | 'passes'>> {
  const next = nodes.filter(
    (node): node is Step => node.kind === 'step' && node.after.length === 0 && asked.has(node.action),
  );
  const answers = await Promise.all(next.map(async (step) => [step.id, await answerTo(cloud, step, signal)] as const));
  return new Map(answers.flatMap(([id, answer]) => (answer === undefined ? [] : [[id, answer] as const])));
}

async function answerTo(
  cloud: Cloud,
  { action, request, what }: Step,
  signal: AbortSignal,
): Promise<Problem | 'passes' | undefined> {
  try {
    // A step without predecessors has nothing symbolic in its request; TypeScript cannot follow that.
    await cloud.call(action, { ...request, DryRun: true } as ActionRequest<typeof action>, { signal });
    return 'passes';
  } catch (error) {
    if (!isCloudError(error)) throw error;
    if (error.code === 'DryRunOperation') return 'passes';
    if (error.kind === 'throttled' || error.kind === 'retry') return undefined;
    const problem = problemFrom(error, what);
    // These credentials may not, which says nothing about those that will make the call.
    return problem.reason === 'AccessDenied' ? undefined : problem;
  }
}
