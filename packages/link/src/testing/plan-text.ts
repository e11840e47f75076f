/** Plans as text, so that a test compares a whole one at a glance. */
import { decide } from '../decide/decide.ts';
import type { Plan } from '../decide/graph.ts';
import type { World } from './world.ts';

/**
 * One line a node: its id, then `<` and what it comes after. Waits begin with `~`; `(held)` is a step that failed a moment ago.
 *
 * @example planText(plan) // ['create endpoint api-server-endpoint/c1 < ~wait epsrv-1 Active']
 */
export function planText(plan: Plan): string[] {
  const waits = new Set(plan.nodes.filter((node) => node.kind === 'wait').map((node) => node.id));
  const name = (id: string) => (waits.has(id) ? `~${id}` : id);
  return plan.nodes.map((node) => {
    const held = node.kind === 'step' && node.heldUntil !== undefined ? ' (held)' : '';
    const after = node.after.length === 0 ? '' : ` < ${node.after.map(name).join(', ')}`;
    return `${name(node.id)}${held}${after}`;
  });
}

/** What would be done in a world. */
export function planned(world: World): string[] {
  return planText(decide(world.wish, world.observation));
}

/** What is said in a world: of each link, then of the whole. */
export function said(world: World): string[] {
  const plan = decide(world.wish, world.observation);
  return [
    ...plan.links.flatMap((link) =>
      link.problems.map((problem) => `${link.id}: ${problem.severity} ${problem.reason}`),
    ),
    ...plan.problems.map((problem) => `${problem.severity} ${problem.reason}`),
  ];
}
