import { NOWHERE, type Problem } from '../display.ts';

/** How many errors of syntax the server's parser tells before it gives up. */
const MAX_SYNTAX_ERRORS = 100;

/** Thrown where the server's parser gives up, after the reason is reported. */
export class Stopped extends Error {}

/** What is found wrong with an expression while it is read. Places are in code points, as the server counts. */
export class Report {
  readonly problems: Problem[] = [];
  private syntaxErrors = 0;

  /** An error that the grammar tells. @throws Stopped when there are too many */
  syntax(at: number, what: string): void {
    const isTooMany = this.syntaxErrors === MAX_SYNTAX_ERRORS;
    this.add(at, `Syntax error: ${isTooMany ? `More than ${MAX_SYNTAX_ERRORS} syntax errors` : what}`);
    if (isTooMany) throw new Stopped();
    this.syntaxErrors += 1;
  }

  add(at: number, what: string): void {
    this.problems.push({ at, what });
  }

  /** @throws Stopped always */
  stop(what: string): never {
    this.add(NOWHERE, what);
    throw new Stopped();
  }
}
