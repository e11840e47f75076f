import { type ASTNode, evaluate } from '@marcbachmann/cel-js';
import { compilePattern } from '../pattern.ts';
import { typeOf } from './cost/checked-type.ts';
import { MATCHES } from './environment.ts';
import { operatorProblem, type Problem, placeOf, type Scope } from './problem.ts';
import { nodesOf } from './work.ts';

/**
 * What the server's compiler refuses and the library's checker lets pass: objects that are indexed, maps that are by
 * what is no key of theirs, and texts that are no pattern, time or duration.
 */
export function refusals(scope: Scope, ast: ASTNode): Problem[] {
  return [...nodesOf(ast)].flatMap((node) => refusal(scope, node) ?? []);
}

function refusal(scope: Scope, node: ASTNode): Problem | undefined {
  if (node.op === '[]') {
    const [of, key] = node.args.map(typeOf);
    const keyType = of?.keyType?.name ?? 'dyn';
    const isWrongKey = keyType !== 'dyn' && key !== undefined && key.name !== 'dyn' && key.name !== keyType;
    return isWrongKey || scope.shownAs.has(of?.name ?? '') ? operatorProblem(scope, node) : undefined;
  }
  if (node.op === 'rcall' && node.args[0] === MATCHES) {
    return wrongText(node.args[2][0], 'matches', (text) => !('problem' in compilePattern(text)));
  }
  if (node.op === 'call' && (node.args[0] === 'duration' || node.args[0] === 'timestamp')) {
    const [name] = node.args;
    return wrongText(node.args[1][0], name, (text) => evaluates(`${name}(${JSON.stringify(text)})`));
  }
  return undefined;
}

function wrongText(
  argument: ASTNode | undefined,
  name: string,
  isRight: (text: string) => boolean,
): Problem | undefined {
  if (argument?.op !== 'value' || typeof argument.args !== 'string' || isRight(argument.args)) return undefined;
  return { at: placeOf(argument), what: `invalid ${name} argument` };
}

function evaluates(source: string): boolean {
  try {
    evaluate(source);
    return true;
  } catch {
    return false;
  }
}
