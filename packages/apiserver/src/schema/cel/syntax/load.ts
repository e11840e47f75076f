import type { Problem } from '../display.ts';
import type { parseProblems } from './parse.ts';

/** As with every module, what one server has loaded is there for all of a process. */
let parse: typeof parseProblems | undefined;

/** Loads the server's parser. Most servers never need it, and it would make each start a third longer. */
export async function loadParser(): Promise<void> {
  parse = (await import('./parse.ts')).parseProblems;
}

/** Thrown where the server's parser is needed and not loaded: whoever may wait loads it, and does the same again. */
export class ParserNotLoaded extends Error {}

/** What the server's parser says of an expression. @throws ParserNotLoaded */
export function parserProblems(source: string): Problem[] {
  if (parse === undefined) throw new ParserNotLoaded('the parser that tells errors of syntax is not loaded');
  return parse(source);
}
