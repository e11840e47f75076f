import { type ASTNode, EvaluationError } from '@marcbachmann/cel-js';
import { goQuote } from '../go-format.ts';
import { MATCHES } from './environment.ts';
import { qualify } from './functions/namespaces.ts';
import { nodesOf } from './work.ts';

/** Makes a parsed expression behave as the server's would where the library would not. To be called before it is checked. */
export function adapt(ast: ASTNode): void {
  for (const node of nodesOf(ast)) {
    if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = MATCHES;
    qualify(node);
    if (node.op === 'call' && node.args[0] === 'has') adaptPresence(metaOf(node), node.args[1][0]);
    if (node.op === 'call') adaptConversion(node, node.args[0], node.args[1][0]);
    if (node.op === '||' || node.op === '&&') adaptLogic(node, node.args[0]);
  }
}

/** `has()` asks for a field of anything, and what it asks for is checked: the library takes a path of names alone, and looks at nothing but the first. */
function adaptPresence({ macro }: Meta, selected: ASTNode | undefined): void {
  if (macro === undefined || selected?.op !== '.') return;
  const [receiver] = selected.args;
  if (receiver.op === '.?') return;
  const { typeCheck } = macro;
  macro.typeCheck = (checker, own, context) => {
    checker.check(selected, context);
    own.macroHasProps = [selected, receiver];
    return typeCheck(checker, own, context);
  };
}

/** Nothing is no number, and a text that is no time is told. */
function adaptConversion(node: ASTNode, name: string, argument: ASTNode | undefined): void {
  if (argument === undefined || !['int', 'uint', 'timestamp'].includes(name)) return;
  evaluateBy(node, (evaluate, run) => {
    if (name !== 'timestamp') {
      if (run(argument) !== '') return evaluate();
      throw new EvaluationError({ code: `${name}_conversion_error`, message: 'nothing is no number' });
    }
    try {
      return evaluate();
    } catch (error) {
      const text = run(argument);
      throw typeof text === 'string' ? new EvaluationError(`invalid RFC 3339 timestamp ${goQuote(text)}`) : error;
    }
  });
}

/** Of two operands that fail, the left one is told. */
function adaptLogic(node: ASTNode, left: ASTNode): void {
  evaluateBy(node, (evaluate, run) => {
    try {
      return evaluate();
    } catch (error) {
      run(left);
      throw error;
    }
  });
}

function evaluateBy(node: ASTNode, by: (evaluate: () => unknown, run: (node: ASTNode) => unknown) => unknown): void {
  const { evaluate } = metaOf(node);
  Object.defineProperty(node, 'evaluate', {
    value: (evaluator: Evaluator, ast: ASTNode, context: unknown): unknown =>
      by(
        () => evaluate(evaluator, ast, context),
        (part) => evaluator.run(part, context),
      ),
  });
}

interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}

interface Meta {
  evaluate(evaluator: Evaluator, ast: ASTNode, context: unknown): unknown;
  macro?: HasMacro;
}

interface HasMacro {
  /** The fields that are asked for, the last one first, and what they are fields of. */
  macroHasProps?: ASTNode[];
  typeCheck(checker: { check(node: ASTNode, context: unknown): unknown }, own: HasMacro, context: unknown): unknown;
}

function metaOf(node: ASTNode): Meta {
  return (node as unknown as { meta: Meta }).meta; // The library keeps it there; its declarations do not say so.
}
