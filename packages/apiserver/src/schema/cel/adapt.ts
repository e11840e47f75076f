import { type ASTNode, EvaluationError } from '@marcbachmann/cel-js';
import { goQuote } from '../go-format.ts';
import { typeOf } from './checked-type.ts';
import { MATCHES } from './environment.ts';
import { qualify } from './functions/namespaces.ts';
import { MAX_INT } from './integers.ts';
import { noSuchOverload } from './no-such-overload.ts';
import { nodesOf } from './work.ts';

/** Makes a parsed expression behave as the server's would where the library would not. To be called before it is checked. */
export function adapt(ast: ASTNode): void {
  for (const node of nodesOf(ast)) {
    if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches') node.args[0] = MATCHES;
    qualify(node);
    if (node.op === 'call' && node.args[0] === 'has') adaptPresence(metaOf(node), node.args[1][0]);
    if (node.op === 'call') adaptConversion(node, node.args[0], node.args[1][0]);
    if (node.op === '+') adaptSum(metaOf(node), node.args);
    if (node.op === '||' || node.op === '&&') adaptLogic(node, node.args);
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

/** A duration and a time are a time: to the library's checker, they are a duration. */
function adaptSum(meta: Meta, [left, right]: readonly [ASTNode, ASTNode]): void {
  const { check } = meta;
  meta.check = (checker, node, context) => {
    const type = check(checker, node, context);
    const isTime = typeOf(left)?.name === DURATION && typeOf(right)?.name === TIMESTAMP;
    return isTime ? typeOf(right) : type;
  };
}

const DURATION = 'google.protobuf.Duration';
const TIMESTAMP = 'google.protobuf.Timestamp';

/** Nothing is no number, what is beyond all numbers none either, and a text that is no time is told. */
function adaptConversion(node: ASTNode, name: string, argument: ASTNode | undefined): void {
  if (argument === undefined || !['int', 'uint', 'timestamp'].includes(name)) return;
  let given: unknown;
  evaluateBy(argument, (evaluate) => (given = evaluate()));
  evaluateBy(node, (evaluate) => {
    given = undefined;
    const converted = orError(evaluate);
    if (name === 'timestamp' && 'error' in converted && typeof given === 'string') {
      throw new EvaluationError(`invalid RFC 3339 timestamp ${goQuote(given)}`);
    }
    if (typeof converted.value === 'bigint' && (converted.value > MAX_INT || converted.value < -MAX_INT - 1n)) {
      throw new EvaluationError('integer overflow');
    }
    if (name === 'timestamp' || given !== '') return valueOf(converted);
    throw new EvaluationError({ code: `${name}_conversion_error`, message: 'nothing is no number' });
  });
}

/** Of two operands that fail, the left one is told. */
function adaptLogic(node: ASTNode, [left, right]: readonly [ASTNode, ASTNode]): void {
  const decisive = node.op === '||';
  evaluateBy(node, (_evaluate, run) => {
    const first = orError(() => run(left));
    if (first.value === decisive) return decisive;
    const second = orError(() => run(right));
    if (second.value === decisive) return decisive;
    if ([first, second].every(({ value }) => value === !decisive)) return !decisive;
    const failed = 'error' in first ? first : second;
    if ('error' in failed) throw failed.error;
    throw noSuchOverload();
  });
}

type Outcome = { value: unknown } | { value?: never; error: unknown };

function orError(step: () => unknown): Outcome {
  try {
    return { value: step() };
  } catch (error) {
    return { error };
  }
}

function valueOf(outcome: Outcome): unknown {
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** Has a node evaluated by another function, which is given how it was evaluated before. */
function evaluateBy(node: ASTNode, by: (evaluate: () => unknown, run: (node: ASTNode) => unknown) => unknown): void {
  const former = evaluations.get(node) ?? evaluationOf(node);
  const evaluation: Evaluation = (evaluator, context) =>
    by(
      () => former(evaluator, context),
      (part) => evaluator.run(part, context),
    );
  evaluations.set(node, evaluation);
  Object.defineProperty(node, 'evaluate', {
    configurable: true,
    value: (evaluator: Evaluator, _node: ASTNode, context: unknown): unknown => evaluation(evaluator, context),
  });
}

type Evaluation = (evaluator: Evaluator, context: unknown) => unknown;

const evaluations = new WeakMap<ASTNode, Evaluation>();

/** How the library evaluates a node: as it stands, or as what stands for it. */
function evaluationOf(node: ASTNode): Evaluation {
  const { evaluate, macro, alternate } = metaOf(node);
  if (alternate !== undefined) return (evaluator, context) => evaluator.run(alternate, context);
  if (macro !== undefined) return (evaluator, context) => macro.evaluate(evaluator, macro, context);
  return (evaluator, context) => evaluate(evaluator, node, context);
}

interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}

interface Meta {
  check(checker: unknown, node: ASTNode, context: unknown): unknown;
  evaluate(evaluator: Evaluator, node: ASTNode, context: unknown): unknown;
  macro?: Macro;
  alternate?: ASTNode;
}

interface Macro {
  evaluate(evaluator: Evaluator, own: Macro, context: unknown): unknown;
  /** Of `has()`: the fields that are asked for, the last one first, and what they are fields of. */
  macroHasProps?: ASTNode[];
  typeCheck(checker: { check(node: ASTNode, context: unknown): unknown }, own: Macro, context: unknown): unknown;
}

function metaOf(node: ASTNode): Meta {
  return (node as unknown as { meta: Meta }).meta; // The library keeps it there; its declarations do not say so.
}
