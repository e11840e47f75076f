import type { Reason } from './reasons.ts';

/** Something wrong with a manifest, at one field. */
export interface Problem {
  /** The field, as Kubernetes writes it; empty for the whole document. */
  readonly path: string;
  readonly reason: Reason;
  /** What is wrong and what to do, without the path. */
  readonly message: string;
  /** What stands there, if it is a scalar. */
  readonly value?: string | number | boolean;
}

/**
 * A problem as one line, the same in a condition, on the command line and in the console.
 *
 * @example problemText({ path: 'spec.asmVpcEndpoint', reason: 'InvalidSpec', message: 'is required' }) // 'spec.asmVpcEndpoint: is required'
 */
export function problemText(problem: Problem): string {
  return problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`;
}
