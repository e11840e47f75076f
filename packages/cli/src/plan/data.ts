/** A plan as people and programs ask for it. Pure. */

import type { PlanData } from '@asm-privatelink/console';
import { type Node, type Problem, ranks } from '@asm-privatelink/link';
import type { Look } from '../look/look.ts';
import type { Manifest } from '../manifest/read.ts';
import { costOf } from './cost.ts';
import { interruptionsOf } from './interruptions.ts';

/** @param manifest where the object was read from a file: then problems have their places in it */
export function planData(
  { plan, observation, wish, controller }: Pick<Look, 'plan' | 'observation' | 'wish' | 'controller'>,
  against: PlanData['against'],
  manifest: Pick<Manifest, 'at'> | undefined,
): PlanData {
  return {
    mesh: wish.mesh,
    against,
    controller: controller ?? null,
    steps: plan.nodes.filter(({ kind }) => kind === 'step').length,
    groups: ranks(plan.nodes).map((nodes) => nodes.map(nodeData)),
    problems: [
      ...plan.problems.map((problem) => problemData(problem, null, manifest)),
      ...plan.links.flatMap(({ id, problems }) => problems.map((problem) => problemData(problem, id, manifest))),
    ],
    interruptions: interruptionsOf(plan, observation),
    cost: costOf(observation.endpoints, plan),
  };
}

function nodeData(node: Node): PlanData['groups'][number][number] {
  const { kind, id, link, what, after } = node;
  const common = { kind, id, link, what, after: [...after] };
  if (node.kind === 'wait') return { ...common, why: null, action: null, request: null };
  return { ...common, why: node.why ?? null, action: node.action, request: { ...node.request } };
}

function problemData(
  problem: Problem,
  link: string | null,
  manifest: Pick<Manifest, 'at'> | undefined,
): PlanData['problems'][number] {
  const { severity, reason, message, field } = problem;
  const place = field === undefined ? undefined : manifest?.at(field);
  return {
    severity,
    reason,
    message,
    link: link ?? problem.link ?? null,
    field: field ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}
