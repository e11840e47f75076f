/** What a schema has to say against a value, for people. */
import type * as z from 'zod';

export type IssuePath = readonly (string | number)[];

export interface SchemaIssue {
  readonly path: IssuePath;
  readonly message: string;
}

/** The deepest reasons: of a union, those of the branch that came furthest, and there of the one with the fewest. */
export function deepestIssues(issues: readonly z.core.$ZodIssue[], prefix: IssuePath = []): SchemaIssue[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path.filter((part) => typeof part !== 'symbol')];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const branches = issue.errors.map((branch) => deepestIssues(branch, path));
      const depth = (branch: SchemaIssue[]) => Math.max(...branch.map((found) => found.path.length));
      const [furthest] = branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length);
      return furthest ?? [{ path, message: issue.message }];
    }
    return [{ path, message: issue.message }];
  });
}
