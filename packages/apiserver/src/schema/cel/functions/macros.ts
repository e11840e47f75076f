import { type ASTNode, type Environment, EvaluationError, Optional } from '@marcbachmann/cel-js';
import type { CheckedType } from '../checked-type.ts';
import { compare } from '../compare.ts';
import { noSuchOverload } from '../no-such-overload.ts';

/** The macros that the library lacks: cel-go ext/comprehensions.go, ext/lists.go and cel/library.go. */
export function registerMacros(environment: Environment): void {
  const register = (name: string, parameters: number, make: (call: MacroCall) => Macro): void => {
    const signature = `list.${name}(${Array.from({ length: parameters }, () => 'ast').join(', ')}): dyn`;
    environment.registerFunction(signature, make as never); // What a macro is stands in the library, and not in its declarations.
  };
  for (const [name, { withPredicate, type, result }] of Object.entries(loops)) {
    register(name, 3, (call) => loopOfTwo(call, type, result));
    if (withPredicate) register(name, 4, (call) => loopOfTwo(call, type, result));
  }
  register('optMap', 2, (call) => optionalMap(call, true));
  register('optFlatMap', 2, (call) => optionalMap(call, false));
  register('sortBy', 2, sortBy);
}

/** A macro of two variables, which may take a predicate besides. */
interface Loop {
  withPredicate: boolean;
  type(checker: Checker, body: CheckedType, key: CheckedType): CheckedType;
  result(turns: Iterable<Turn>): unknown;
}

interface Turn {
  key: unknown;
  isWanted(): boolean;
  body(): unknown;
}

const quantifier = { withPredicate: false, type: ({ boolType }: Checker) => boolType };

const loops: Readonly<Record<string, Loop>> = {
  all: { ...quantifier, result: (turns) => !isAny(turns, false) },
  exists: { ...quantifier, result: (turns) => isAny(turns, true) },
  exists_one: { ...quantifier, result: isOne },
  existsOne: { ...quantifier, result: isOne },
  transformList: {
    withPredicate: true,
    type: ({ registry }, body) => registry.getListType(body),
    result: (turns) => wanted(turns).map((turn) => turn.body()),
  },
  transformMap: {
    withPredicate: true,
    type: ({ registry }, body, key) => registry.getMapType(key, body),
    result: (turns) => new Map(wanted(turns).map((turn) => [turn.key, turn.body()])),
  },
  transformMapEntry: {
    withPredicate: true,
    type: (_, body) => body,
    result: (turns) => joined(wanted(turns).map((turn) => turn.body())),
  },
};

function wanted(turns: Iterable<Turn>): Turn[] {
  return [...turns].filter((turn) => turn.isWanted());
}

/** What cannot be judged does not matter where another turn decides. */
function isAny(turns: Iterable<Turn>, answer: boolean): boolean {
  let failure: Error | undefined;
  for (const turn of turns) {
    try {
      if (asBool(turn.body()) === answer) return true;
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  if (failure !== undefined) throw failure;
  return false;
}

function isOne(turns: Iterable<Turn>): boolean {
  return [...turns].filter((turn) => asBool(turn.body())).length === 1;
}

function asBool(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw noSuchOverload();
}

function joined(maps: readonly unknown[]): Map<unknown, unknown> {
  const all = new Map<unknown, unknown>();
  for (const map of maps) {
    for (const [key, value] of entriesOf(map)) {
      if (all.has(key)) throw new EvaluationError(`insert failed: key ${String(key)} already exists`);
      all.set(key, value);
    }
  }
  return all;
}

/** Keys or indices with their values. */
function entriesOf(range: unknown): [key: unknown, value: unknown][] {
  if (Array.isArray(range)) return range.map((value: unknown, index) => [BigInt(index), value]);
  if (range instanceof Map) return [...(range as Map<unknown, unknown>)];
  if (typeof range === 'object' && range !== null) return Object.entries(range);
  throw noSuchOverload();
}

function loopOfTwo({ receiver, args }: MacroCall, type: Loop['type'], result: Loop['result']): Macro {
  const [key, value, ...bodies] = args;
  const [predicate, body] = bodies.length === 2 ? bodies : [undefined, bodies[0]];
  let keys: Context;
  let pairs: Context;
  return {
    args,
    async: false,
    typeCheck(checker, _, context) {
      const range = checker.check(receiver, context);
      const dyn = checker.dynType;
      const item = range.valueType ?? dyn;
      const keyType = range.kind === 'list' ? checker.intType : (range.keyType ?? dyn);
      keys = context.forkWithVariable(nameOf(key), keyType);
      pairs = keys.forkWithVariable(nameOf(value), item);
      if (predicate !== undefined) checker.check(predicate, pairs);
      return type(checker, body === undefined ? dyn : checker.check(body, pairs), keyType);
    },
    evaluate(evaluator, _, context) {
      const turns = entriesOf(evaluator.run(receiver, context)).map(([first, second]): Turn => {
        const run = (part: ASTNode | undefined): unknown => {
          const outer = keys.reuse(context).setIterValue(first, evaluator);
          return part === undefined ? true : evaluator.run(part, pairs.reuse(outer).setIterValue(second, evaluator));
        };
        return { key: first, isWanted: () => asBool(run(predicate)), body: () => run(body) };
      });
      return result(turns);
    },
  };
}

/** The value of an optional one, if there is one, made into another. */
function optionalMap({ receiver, args }: MacroCall, isWrapped: boolean): Macro {
  const [name, body] = args;
  let bound: Context;
  return {
    args,
    async: false,
    typeCheck(checker, _, context) {
      const held = checker.check(receiver, context).valueType ?? checker.dynType;
      bound = context.forkWithVariable(nameOf(name), held);
      const type = body === undefined ? checker.dynType : checker.check(body, bound);
      return isWrapped ? checker.registry.getOptionalType(type) : type;
    },
    evaluate(evaluator, _, context) {
      const held = evaluator.run(receiver, context);
      if (!(held instanceof Optional)) {
        throw noSuchOverload();
      }
      if (!held.hasValue() || body === undefined) return Optional.none();
      const made = evaluator.run(body, bound.reuse(context).setIterValue(held.value(), evaluator));
      return isWrapped ? Optional.of(made) : made;
    },
  };
}

function sortBy({ receiver, args }: MacroCall): Macro {
  const [name, body] = args;
  let turn: Context;
  return {
    args,
    async: false,
    typeCheck(checker, _, context) {
      const range = checker.check(receiver, context);
      turn = context.forkWithVariable(nameOf(name), range.valueType ?? checker.dynType);
      if (body !== undefined) checker.check(body, turn);
      return range;
    },
    evaluate(evaluator, _, context) {
      const range = entriesOf(evaluator.run(receiver, context));
      const keyed = range.map(([, item]) => ({
        item,
        key: body && evaluator.run(body, turn.reuse(context).setIterValue(item, evaluator)),
      }));
      return keyed.sort((left, right) => compare(left.key, right.key)).map(({ item }) => item);
    },
  };
}

/** The server's parser has seen to it that there is a name. */
function nameOf(node: ASTNode | undefined): string {
  return node?.op === 'id' ? node.args : '';
}

interface MacroCall {
  receiver: ASTNode;
  args: readonly ASTNode[];
}

/** A macro, and what the library gives it; its declarations do not show them. */
interface Macro {
  args: readonly ASTNode[];
  async: false;
  typeCheck(checker: Checker, own: Macro, context: Context): CheckedType;
  evaluate(evaluator: Evaluator, own: Macro, context: Context): unknown;
}

interface Checker {
  boolType: CheckedType;
  dynType: CheckedType;
  intType: CheckedType;
  registry: {
    getListType(item: CheckedType): CheckedType;
    getMapType(key: CheckedType, value: CheckedType): CheckedType;
    getOptionalType(held: CheckedType): CheckedType;
  };
  check(node: ASTNode, context: Context): CheckedType;
}

interface Evaluator {
  run(node: ASTNode, context: Context): unknown;
}

interface Context {
  forkWithVariable(name: string, type: CheckedType): Context;
  reuse(parent: Context): Context;
  setIterValue(value: unknown, evaluator: Evaluator): Context;
}
