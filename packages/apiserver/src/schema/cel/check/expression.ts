import type { ASTNode } from '@marcbachmann/cel-js';
import type { Problem } from '../display.ts';
import { placeOf } from '../problem.ts';
import { type Type, types } from './type.ts';

/** An expression as cel-go's checker sees it: macros are expanded, operators are calls. Each part has its place in the text. */
export type Expression = { at: number } & (
  | { kind: 'literal'; type: Type; value: unknown }
  | { kind: 'ident'; name: string }
  | { kind: 'select'; operand: Expression; field: string; asks: 'value' | 'presence' | 'optional' }
  | { kind: 'call'; name: string; target?: Expression; args: Expression[] }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'map'; entries: [key: Expression, value: Expression][] }
  | Comprehension
);

export interface Comprehension {
  kind: 'comprehension';
  range: Expression;
  variable: string;
  /** Of two variables, the first is a key or an index and this one the value. */
  second?: string;
  /** The variable in which the result is gathered, where it has a name. */
  accumulator?: string;
  init: Expression;
  condition: Expression;
  step: Expression;
  result: Expression;
}

/** The variable in which a comprehension gathers its result; no rule can name it. */
export const ACCUMULATOR = '@result';

/** And the one for a list that is sorted by keys. */
const SORTED = '@__sortBy_input__';

/** What is found while an expression is read. */
export interface Findings {
  /** What may be right, but cannot be evaluated here. */
  unsupported: Problem[];
}

/** An expression that the library has parsed, and whose syntax is right. */
export function expressionOf(node: ASTNode, findings: Findings): Expression {
  const at = placeOf(node);
  const of = (part: ASTNode): Expression => expressionOf(part, findings);
  switch (node.op) {
    case 'value':
      return { at, kind: 'literal', type: typeOfLiteral(node.args), value: node.args };
    case 'id':
      return { at, kind: 'ident', name: node.args };
    case '.':
    case '.?': {
      const [operand, field] = node.args;
      return {
        at,
        kind: 'select',
        operand: of(operand),
        field,
        asks: node.op === '.' ? 'value' : 'optional',
      };
    }
    case 'call':
      return callOf(at, ...node.args, findings);
    case 'rcall':
      return methodOf(at, ...node.args, findings);
    case 'list':
      return { at, kind: 'list', items: node.args.map(of) };
    case 'map':
      return { at, kind: 'map', entries: node.args.map(([key, value]) => [of(key), of(value)]) };
    case '?:':
      return { at, kind: 'call', name: '_?_:_', args: node.args.map(of) };
    case '!_':
    case '-_':
      return negationOf(at, node, findings);
    case '==':
    case '!=':
      return equalityOf(at, node, findings);
    default:
      return operationOf(at, node.op, node.args.map(of));
  }
}

function operationOf(at: number, op: string, args: Expression[]): Expression {
  return { at, kind: 'call', name: operators[op] ?? `_${op}_`, args };
}

const operators: Readonly<Record<string, string>> = { '[]': '_[_]', '[?]': '_[?_]', in: '@in' };

const relations: readonly string[] = ['<', '<=', '>', '>=', 'in'];

/**
 * The language has equalities and relations from left to right; to the library, relations bind stronger, so that it would evaluate
 * `a == b in c` as another expression.
 */
function equalityOf(at: number, node: ASTNode & { op: '==' | '!=' }, findings: Findings): Expression {
  const [left, right] = node.args;
  const others: (typeof node)[] = [];
  let first = right;
  while (relations.includes(first.op) && !isBracketed(first, left.end)) {
    const relation = first as typeof node; // All of these have two operands.
    others.unshift(relation);
    [first] = relation.args;
  }
  if (others.length > 0) findings.unsupported.push({ at, what: `'${node.op}' beside '${right.op}' needs brackets` });
  return others.reduce(
    (before, { op, args: [, operand] }, index) =>
      operationOf(placeOf(others[index] ?? node), op, [before, expressionOf(operand, findings)]),
    operationOf(at, node.op, [expressionOf(left, findings), expressionOf(first, findings)]),
  );
}

/** Whether the whole of a node stands in brackets that open behind `from`. */
function isBracketed({ input, start, end }: ASTNode, from: number): boolean {
  const opened = input.slice(from, start).split('(').length - 1;
  let depth = 0;
  let unopened = 0;
  for (const sign of input.slice(start, end).replace(/'[^']*'|"[^"]*"/g, '')) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    unopened = Math.max(unopened, -depth);
  }
  return opened > unopened;
}

function typeOfLiteral(value: unknown): Type {
  if (value === null) return types.null;
  switch (typeof value) {
    case 'string':
      return types.string;
    case 'bigint':
      return types.int;
    case 'number':
      return types.double;
    case 'boolean':
      return types.bool;
    default:
      return value instanceof Uint8Array ? types.bytes : types.uint;
  }
}

/** Of signs that follow each other, each two undo each other; a number has its sign. */
function negationOf(at: number, node: ASTNode, findings: Findings): Expression {
  let signs = 0;
  let inner = node;
  let lastSign = at;
  let isNext = true;
  while (isNext && inner.op === node.op && (inner.op === '!_' || inner.op === '-_')) {
    const sign = inner;
    signs += 1;
    lastSign = sign.start;
    inner = inner.args;
    isNext = /^[-!]\s*$/.test(sign.input.slice(sign.start, inner.start));
  }
  const operand = expressionOf(inner, findings);
  if (node.op === '-_' && isNext && operand.kind === 'literal') {
    const { value } = operand;
    if (typeof value === 'bigint' || typeof value === 'number') {
      signs -= 1;
      Object.assign(operand, { at: lastSign, value: -value });
    }
  }
  return signs % 2 === 0 ? operand : { at, kind: 'call', name: node.op, args: [operand] };
}

function callOf(at: number, name: string, argNodes: readonly ASTNode[], findings: Findings): Expression {
  const args = argNodes.map((arg) => expressionOf(arg, findings));
  const [asked] = args;
  if (name !== 'has' || asked?.kind !== 'select' || args.length > 1) return { at, kind: 'call', name, args };
  return { ...asked, at, asks: 'presence' };
}

function methodOf(
  at: number,
  name: string,
  receiver: ASTNode,
  argNodes: readonly ASTNode[],
  findings: Findings,
): Expression {
  const target = expressionOf(receiver, findings);
  const args = argNodes.map((arg) => expressionOf(arg, findings));
  const macro = `${name}/${args.length}`;
  const [first, second, ...bodies] = args;
  if (first?.kind !== 'ident') return { at, kind: 'call', name, target, args };
  const loop = loops[macro];
  if (loop !== undefined) return { at, kind: 'comprehension', range: target, variable: first.name, ...loop(at, args) };
  const pairs = loopsOfTwo[macro];
  if (pairs !== undefined && second?.kind === 'ident') {
    const variables = { variable: first.name, second: second.name };
    return { at, kind: 'comprehension', range: target, ...variables, ...pairs(at, first, bodies) };
  }
  if (second !== undefined && (macro === 'optMap/2' || macro === 'optFlatMap/2')) {
    // The server looks at the optional value twice.
    const held = call(at, 'value', [], expressionOf(receiver, findings));
    const bound = binding(at, first.name, held, second);
    const made = name === 'optMap' ? call(at, 'optional.of', [bound]) : bound;
    return call(at, '_?_:_', [call(at, 'hasValue', [], target), made, call(at, 'optional.none', [])]);
  }
  if (macro === 'sortBy/2') {
    const input = (): Expression => ({ at, kind: 'ident', name: SORTED });
    const keyed = { range: input(), variable: first.name, ...gathered(at, second) };
    const keys: Expression = { at, kind: 'comprehension', ...keyed };
    return binding(at, SORTED, target, call(at, '@sortByAssociatedKeys', [keys], input()));
  }
  return { at, kind: 'call', name, target, args };
}

/** A name for a value in an expression: the server makes it a loop that never turns. */
function binding(at: number, accumulator: string, init: Expression, result: Expression): Expression {
  return {
    at,
    kind: 'comprehension',
    range: { at, kind: 'list', items: [] },
    variable: '#unused',
    accumulator,
    init,
    condition: yes(at),
    step: { at, kind: 'ident', name: accumulator },
    result,
  };
}

type Turns = Pick<Comprehension, 'init' | 'condition' | 'step' | 'result'>;

/** The macros of the language (cel-go, parser/macro.go), by their names and how many arguments they take. */
const loops: Readonly<Record<string, (at: number, args: Expression[]) => Turns>> = {
  'all/2': (at, [, predicate]) => all(at, predicate),
  'exists/2': (at, [, predicate]) => exists(at, predicate),
  'exists_one/2': (at, [, predicate]) => existsOne(at, predicate),
  'filter/2': (at, [item, predicate]) => gathered(at, item, predicate),
  'map/2': (at, [, item]) => gathered(at, item),
  'map/3': (at, [, predicate, item]) => gathered(at, item, predicate),
};

/** Those of two variables (cel-go, ext/comprehensions.go); a predicate comes before what is made. */
const loopsOfTwo: Readonly<Record<string, (at: number, key: Expression, bodies: Expression[]) => Turns>> = {
  'all/3': (at, _, [predicate]) => all(at, predicate),
  'exists/3': (at, _, [predicate]) => exists(at, predicate),
  'exists_one/3': (at, _, [predicate]) => existsOne(at, predicate),
  'existsOne/3': (at, _, [predicate]) => existsOne(at, predicate),
  'transformList/3': (at, _, [item]) => gathered(at, item),
  'transformList/4': (at, _, [predicate, item]) => gathered(at, item, predicate),
  'transformMap/3': (at, key, [value]) => inserted(at, [key, value]),
  'transformMap/4': (at, key, [predicate, value]) => inserted(at, [key, value], predicate),
  'transformMapEntry/3': (at, _, [entry]) => inserted(at, [entry]),
  'transformMapEntry/4': (at, _, [predicate, entry]) => inserted(at, [entry], predicate),
};

function all(at: number, predicate = yes(at)): Turns {
  const condition = call(at, '@not_strictly_false', [accumulated(at)]);
  return { init: yes(at), condition, step: call(at, '_&&_', [accumulated(at), predicate]), result: accumulated(at) };
}

function exists(at: number, predicate = yes(at)): Turns {
  const condition = call(at, '@not_strictly_false', [call(at, '!_', [accumulated(at)])]);
  return { init: yes(at), condition, step: call(at, '_||_', [accumulated(at), predicate]), result: accumulated(at) };
}

function existsOne(at: number, predicate = yes(at)): Turns {
  const added = call(at, '_+_', [accumulated(at), one(at)]);
  return {
    init: one(at),
    condition: yes(at),
    step: call(at, '_?_:_', [predicate, added, accumulated(at)]),
    result: call(at, '_==_', [accumulated(at), one(at)]),
  };
}

function gathered(at: number, item = yes(at), predicate?: Expression): Turns {
  const added = call(at, '_+_', [accumulated(at), { at, kind: 'list', items: [item] }]);
  return collected(at, { at, kind: 'list', items: [] }, added, predicate);
}

function inserted(at: number, what: (Expression | undefined)[], predicate?: Expression): Turns {
  const added = call(at, 'cel.@mapInsert', [accumulated(at), ...what.map((part) => part ?? yes(at))]);
  return collected(at, { at, kind: 'map', entries: [] }, added, predicate);
}

function collected(at: number, init: Expression, added: Expression, predicate?: Expression): Turns {
  const step = predicate === undefined ? added : call(at, '_?_:_', [predicate, added, accumulated(at)]);
  return { init, condition: yes(at), step, result: accumulated(at) };
}

function call(at: number, name: string, args: Expression[], target?: Expression): Expression {
  return { at, kind: 'call', name, args, ...(target === undefined ? {} : { target }) };
}

function accumulated(at: number): Expression {
  return { at, kind: 'ident', name: ACCUMULATOR };
}

function yes(at: number): Expression {
  return { at, kind: 'literal', type: types.bool, value: true };
}

function one(at: number): Expression {
  return { at, kind: 'literal', type: types.int, value: 1n };
}
