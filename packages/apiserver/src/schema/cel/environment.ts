import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import { compilePattern } from '../pattern.ts';

/** The name under which `matches` is really called, see `compile`: the library's own uses a backtracking engine. */
export const MATCHES = 'matchesRe2';

/** CEL as Kubernetes rules have it: optional values, and the string and regular-expression functions of its libraries. */
export function ruleEnvironment(): Environment {
  return new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: false })
    .registerFunction(`string.${MATCHES}(string): bool`, (text: string, pattern: string) => matches(text, pattern))
    .registerFunction('string.charAt(int): string', (text: string, index: bigint) => charAt(text, index))
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) =>
      text.replaceAll(from, () => to),
    );
}

function matches(text: string, pattern: string): boolean {
  const compiled = compilePattern(pattern);
  if ('problem' in compiled) throw new EvaluationError(`error parsing regexp: ${compiled.problem}`);
  return compiled.matches(text);
}

function charAt(text: string, index: bigint): string {
  const characters = [...text];
  if (index < 0n || index > BigInt(characters.length)) throw new EvaluationError(`index out of range: ${index}`);
  return characters[Number(index)] ?? '';
}
