import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { compilePattern } from '../../pattern.ts';

/** Searches with RE2 expressions: k8s.io/apiserver/pkg/cel/library/regex.go. */
export function registerRegex(environment: Environment): void {
  environment
    .registerFunction(
      'string.find(string): string',
      (text: string, pattern: string) => findAll(text, pattern, 1)[0] ?? '',
    )
    .registerFunction('string.findAll(string): list<string>', (text: string, pattern: string) => findAll(text, pattern))
    .registerFunction('string.findAll(string, int): list<string>', (text: string, pattern: string, limit: bigint) =>
      findAll(text, pattern, limit < 0n ? undefined : Number(limit)),
    );
}

function findAll(text: string, pattern: string, limit = Number.POSITIVE_INFINITY): string[] {
  const compiled = compilePattern(pattern);
  if ('problem' in compiled) throw new EvaluationError(`Illegal regex: ${compiled.problem}`);
  const found: string[] = [];
  let left = MAX_READ;
  for (const match of compiled.matchesIn(text)) {
    if (found.length >= limit) break;
    found.push(match);
    left -= text.length;
    if (left < 0) throw new EvaluationError('operation cancelled: actual cost limit exceeded');
  }
  return found;
}

/** Characters that a search may read, when each match is found only at the end of the text. */
const MAX_READ = 50_000_000;
