import { type ASTNode, ParseError, TypeError } from '@marcbachmann/cel-js';

/** Something wrong with an expression, at an offset into its text. */
export interface Problem {
  at: number;
  what: string;
}

/** Problems of one expression that the server tells (cel-go, common/errors.go). */
export const mostTold = 100;
/** Characters of all problems of one expression together, each of which shows a line of it. */
const mostText = 1_000_000;

/** As the server's compiler writes problems: where, what, and the line with a mark under the place. `untold` are others beside them. */
export function describe(source: string, problems: readonly Problem[], untold = 0): string {
  const told = problems.slice(0, Math.min(mostTold, Math.ceil(mostText / source.length)));
  const lines = told.sort((left, right) => left.at - right.at).map((problem) => line(source, problem));
  const others = problems.length - told.length + untold;
  return [...lines, ...(others === 0 ? [] : [`${others} more errors were truncated`])].join('\n');
}

function line(source: string, { at, what }: Problem): string {
  const before = source.slice(0, Math.max(0, at)).split('\n');
  const column = (before.at(-1) ?? '').length;
  const text = source.split('\n')[before.length - 1] ?? '';
  return `ERROR: <input>:${before.length}:${column + 1}: ${what}\n | ${text}\n | ${'.'.repeat(column)}^`;
}

/** What the library found: the parser, whose words are made those of the server's, or the checker where it refuses what the server's does not. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ParseError) return syntaxProblem(error);
  if (error instanceof TypeError) return { at: error.range?.start ?? 0, what: error.summary };
  return { at: 0, what: error instanceof Error ? error.message : String(error) };
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
