import { type ASTNode, ParseError, TypeError } from '@marcbachmann/cel-js';
import type { Problem } from './display.ts';

/** What the library found, in its own words: its parser or its checker, where they refuse what the server's do not. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ParseError) return { at: error.range?.start ?? 0, what: `Syntax error: ${error.summary}` };
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
