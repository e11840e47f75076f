import { type ASTNode, type Environment, ParseError, TypeError } from '@marcbachmann/cel-js';
import { typeOf } from './cost/checked-type.ts';
import { MATCHES } from './environment.ts';
import { namespaceOf } from './functions/namespaces.ts';
import { loops, nodesOf } from './work.ts';

/** Something wrong with an expression, at an offset into its text. */
export interface Problem {
  at: number;
  what: string;
}

/** What an expression is compiled in. */
export interface Scope {
  environment: Environment;
  source: string;
  /** How the server calls the types of objects, by their names in the environment. */
  shownAs: ReadonlyMap<string, string>;
}

/** As the server's compiler writes problems: where, what, and the line with a mark under the place. */
export function describe(source: string, problems: readonly Problem[]): string {
  return problems.map((problem) => line(source, problem)).join('\n');
}

function line(source: string, { at, what }: Problem): string {
  const before = source.slice(0, Math.max(0, at)).split('\n');
  const column = (before.at(-1) ?? '').length;
  const text = source.split('\n')[before.length - 1] ?? '';
  return `ERROR: <input>:${before.length}:${column + 1}: ${what}\n | ${text}\n | ${'.'.repeat(column)}^`;
}

/**
 * What the library's parser or checker found, in the words and at the place of the server's (cel-go). Where the unknown is a variable
 * with an unknown function behind it, the server names both, as it cannot know whether they are one qualified name.
 */
export function problemsOf(scope: Scope, error: unknown, ast?: ASTNode): Problem[] {
  const unknown = libraryNames(ast);
  if (unknown.length > 0) return unknown;
  const problem = problemOf(scope, error, ast);
  if (!(error instanceof TypeError) || error.code !== 'unknown_variable') return [problem];
  const call = [...nodesOf(ast)].find(({ op, args }) => op === 'rcall' && args[1] === error.node);
  const isUnknown = call?.op === 'rcall' && !isDeclared(scope, call.args[0]);
  return isUnknown ? [problem, { at: placeOf(call), what: undeclared(call.args[0]) }] : [problem];
}

/** The library's own variable `cel`, which the server does not have. */
export function libraryNames(ast: ASTNode | undefined): Problem[] {
  return [...nodesOf(ast)]
    .filter((node) => node.op === 'id' && typeOf(node)?.name === 'CelNamespace')
    .map((node) => ({ at: placeOf(node), what: undeclared('cel') }));
}

function problemOf(scope: Scope, error: unknown, ast?: ASTNode): Problem {
  if (error instanceof ParseError) return syntaxProblem(error);
  if (!(error instanceof TypeError) || error.node === undefined) return { at: 0, what: String(error) };
  const { code, node, summary } = error;
  // What `has()` asks for stands where its bracket does.
  const asking = [...nodesOf(ast)].find(({ op, args }) => op === 'call' && args[0] === 'has' && args[1][0] === node);
  const at = placeOf(asking ?? node);
  switch (code) {
    case 'unknown_variable':
      return { at, what: undeclared(node.op === 'id' ? node.args : '') };
    case 'no_such_key':
    case 'cannot_index_type':
    case 'invalid_index_type':
      return { ...accessProblem(scope, node, code), at };
    case 'no_such_overload':
      return operatorProblem(scope, node);
    case 'invalid_logical_operand':
      return logicalProblem(scope, node);
    case 'no_matching_overload':
      return callProblem(scope, node);
    case 'invalid_condition_type': {
      const ternary = [...nodesOf(ast)].find(({ op, args }) => op === '?:' && args[0] === node);
      return ternary === undefined
        ? { at, what: mistyped('bool', shown(scope, node)) }
        : operatorProblem(scope, ternary);
    }
    case 'incompatible_ternary_branches':
      return operatorProblem(scope, node);
    case 'invalid_comprehension_range': {
      const range = 'cannot be range of a comprehension (must be list, map, or dynamic)';
      return { at, what: `expression of type '${shown(scope, node)}' ${range}` };
    }
    case 'invalid_macro_argument':
      return { at: placeOf(node), what: 'invalid argument to has() macro' };
    default:
      return { at, what: summary.replace(/^.*, (expected type '.*' but found '.*')$/, '$1') };
  }
}

/** An operator, whose operands no form of it takes. */
export function operatorProblem(scope: Scope, node: ASTNode): Problem {
  const operands = Array.isArray(node.args) ? node.args : [node.args];
  const name = operators[node.op] ?? `_${node.op}_`;
  const types = operands.map((operand) => shown(scope, operand as ASTNode)).join(', ');
  return { at: placeOf(node), what: `found no matching overload for '${name}' applied to '(${types})'` };
}

const operators: Readonly<Record<string, string>> = {
  '?:': '_?_:_',
  '[]': '_[_]',
  in: '@in',
  '!_': '!_',
  '-_': '-_',
};

function logicalProblem(scope: Scope, node: ASTNode): Problem {
  const operands = node.op === '&&' || node.op === '||' ? node.args : [];
  const wrong = operands.find((operand) => !['bool', 'dyn'].includes(shown(scope, operand))) ?? node;
  return { at: placeOf(wrong), what: mistyped('bool', shown(scope, wrong)) };
}

function accessProblem(scope: Scope, node: ASTNode, code: string): Problem {
  if (node.op !== '.') return operatorProblem(scope, node);
  const [receiver, name] = node.args;
  const what =
    code === 'no_such_key'
      ? `undefined field '${name}'`
      : `type '${shown(scope, receiver)}' does not support field selection`;
  return { at: placeOf(node), what };
}

function callProblem(scope: Scope, node: ASTNode): Problem {
  if (node.op !== 'call' && node.op !== 'rcall') return { at: placeOf(node), what: 'found no matching overload' };
  const namespace = node.op === 'rcall' ? namespaceOf(typeOf(node.args[1])?.name) : undefined;
  const method = node.args[0] === MATCHES ? 'matches' : node.args[0];
  const name = namespace === undefined ? method : `${namespace}.${method}`;
  const types = (items: readonly ASTNode[]): string => `(${items.map((item) => shown(scope, item)).join(', ')})`;
  if (namespace === undefined && !isDeclared(scope, name)) return { at: placeOf(node), what: undeclared(name) };
  const target = node.op === 'rcall' && namespace === undefined ? `${shown(scope, node.args[1])}.` : '';
  const applied = target + types(node.op === 'call' ? node.args[1] : node.args[2]);
  return { at: placeOf(node), what: `found no matching overload for '${name}' applied to '${applied}'` };
}

function isDeclared({ environment }: Scope, name: string): boolean {
  const { functions } = environment.getDefinitions();
  return (
    !loops.has(name) && functions.some((known) => known.name === name && namespaceOf(known.receiverType) === undefined)
  );
}

export function undeclared(name: string): string {
  return `undeclared reference to '${name}' (in container '')`;
}

function mistyped(expected: string, found: string): string {
  return `expected type '${expected}' but found '${found}'`;
}

/** The type of a part of an expression as the server calls it; of what was not reached, as far as it can be told on its own. */
function shown({ environment, source, shownAs }: Scope, node: ASTNode): string {
  const alone = (): string => {
    const { valid, type } = environment.check(source.slice(node.start, node.end));
    return valid ? (type ?? 'dyn') : 'dyn';
  };
  const name = typeOf(node)?.name ?? alone();
  return name
    .replace(/\w+/g, (word) => shownAs.get(word) ?? word)
    .replaceAll('google.protobuf.Timestamp', 'timestamp')
    .replaceAll('google.protobuf.Duration', 'duration')
    .replaceAll('optional<', 'optional_type<')
    .replaceAll('<', '(')
    .replaceAll('>', ')');
}

/** Where the server says that an expression stands: at its operator, its dot or its opening bracket. */
export function placeOf({ op, args, start, input }: ASTNode): number {
  const after = (part: ASTNode, sign: string): number => {
    const at = input.indexOf(sign, part.end);
    return at < 0 ? start : at;
  };
  switch (op) {
    case '.':
      return after(args[0], '.');
    case '[]':
      return after(args[0], '[');
    case '?:':
      return after(args[0], '?');
    case 'call':
      return Math.max(start, input.indexOf('(', start));
    case 'rcall':
      return after(args[1], '(');
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
    case '&&':
    case '||':
      return after(args[0], op);
    default:
      return start;
  }
}

const startOfExpression =
  "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

function syntaxProblem({ code, summary, range }: ParseError): Problem {
  const at = range?.start ?? 0;
  if (code === 'reserved_identifier') return { at, what: summary.replace(/^R/, 'r') };
  if (code === 'invalid_macro_argument') return { at, what: 'argument is not an identifier' };
  const what =
    summary === 'Unexpected token: EOF' ? `mismatched input '<EOF>' expecting ${startOfExpression}` : summary;
  return { at, what: `Syntax error: ${what}` };
}
