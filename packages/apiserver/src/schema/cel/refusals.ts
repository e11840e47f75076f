import { type ASTNode, evaluate } from '@marcbachmann/cel-js';
import { compilePattern } from '../pattern.ts';
import { typeOf } from './cost/checked-type.ts';
import { MATCHES } from './environment.ts';
import { libraryNames, operatorProblem, type Problem, placeOf, type Scope, undeclared } from './problem.ts';
import { nodesOf } from './work.ts';

/**
 * What the server's compiler refuses and the library's checker lets pass: objects that are indexed, maps that are by
 * what is no key of theirs, texts that are no pattern, time or duration, and the library's own variable `cel`.
 */
export function refusals(scope: Scope, ast: ASTNode): Problem[] {
  return [...libraryNames(ast), ...[...nodesOf(ast)].flatMap((node) => refusal(scope, node) ?? [])];
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

/** The macro `cel.bind` is the library's alone: to the server, nothing in such a call is known. */
export function undeclaredMacros({ environment }: Scope, ast: ASTNode): Problem[] {
  const call = [...nodesOf(ast)].find(({ op, args }) => op === 'rcall' && args[0] === 'bind' && args[2].length === 3);
  if (call?.op !== 'rcall') return [];
  const [, receiver, [bound]] = call.args;
  const names = new Set(receiver.op === 'id' && receiver.args === 'cel' ? ['cel'] : []);
  if (bound?.op === 'id' && !environment.hasVariable(bound.args)) names.add(bound.args);
  const unknown = [...nodesOf(call)].flatMap((node): Problem[] =>
    node.op === 'id' && names.has(node.args) ? [{ at: placeOf(node), what: undeclared(node.args) }] : [],
  );
  return [...unknown, { at: placeOf(call), what: undeclared('bind') }].sort((left, right) => left.at - right.at);
}

/** What a checked expression still fails for when the server makes a program of it: a pattern to search for that is none. */
export function instantiationProblem(ast: ASTNode): string | undefined {
  for (const node of nodesOf(ast)) {
    if (node.op !== 'rcall' || (node.args[0] !== 'find' && node.args[0] !== 'findAll')) continue;
    const [pattern] = node.args[2];
    const compiled =
      pattern?.op === 'value' && typeof pattern.args === 'string' ? compilePattern(pattern.args) : undefined;
    if (compiled !== undefined && 'problem' in compiled) return compiled.problem;
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
