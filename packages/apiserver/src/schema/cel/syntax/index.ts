import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import type { Problem, Room } from '../display.ts';
import { problemOf } from '../problem.ts';
import { isDoubtful } from './doubt.ts';
import { parserProblems } from './load.ts';

/**
 * Reads an expression. What is wrong with its syntax is said by a parser like the server's, which is asked only where the library's refuses an
 * expression or may take what the server does not. What only the library refuses, it says itself, and so it does when there is no room.
 *
 * @throws ParserNotLoaded
 */
export function parse(environment: Environment, source: string, room: Room): ParseResult | { problems: Problem[] } {
  let parsed: ParseResult;
  try {
    parsed = environment.parse(source);
  } catch (error) {
    const problems = ask(source, room);
    return { problems: problems.length > 0 ? problems : [problemOf(error)] };
  }
  const problems = isDoubtful(source, parsed.ast) ? ask(source, room) : [];
  return problems.length > 0 ? { problems } : parsed;
}

function ask(source: string, room: Room): Problem[] {
  room.asked -= source.length;
  return room.asked < 0 ? [] : parserProblems(source);
}
