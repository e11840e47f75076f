import {
  BaseErrorListener,
  CharStream,
  CommonTokenStream,
  DefaultErrorStrategy,
  type Parser,
  type ParserRuleContext,
  type ParseTreeListener,
  type RecognitionException,
  type Token,
} from 'antlr4ng';
import type { Problem } from '../display.ts';
import { CelLexer } from './generated/CelLexer.ts';
import { CelParser, type StartContext } from './generated/CelParser.ts';
import { Report, Stopped } from './report.ts';
import { Source } from './source.ts';
import { Visitor } from './visitor.ts';

/** How often the server's parser goes on after an error, and how many tokens it passes over each time. */
const MAX_RECOVERIES = 30;
const MAX_SKIPPED = 256;

/** How often a rule of the grammar may stand inside itself. */
const MAX_DEPTH = 250;

/** Code points of the longest expression that the server reads. */
const MAX_LENGTH = 100_000;

/**
 * What the server's parser (cel-go) finds wrong with an expression, in the order in which it finds it. Its grammar is the same, it is read by the
 * same algorithm, and the limits are those that it sets itself.
 */
export function parseProblems(text: string): Problem[] {
  const source = new Source(text);
  const report = new Report();
  try {
    if (source.length > MAX_LENGTH) {
      report.stop(`expression code point size exceeds limit: size: ${source.length}, limit ${MAX_LENGTH}`);
    }
    new Visitor(source, report).visit(read(text, source, report));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return report.problems.map(({ at, what }) => ({ at: source.unitsBefore(at), what }));
}

function read(text: string, source: Source, report: Report): StartContext {
  const listener = new Listener(source, report);
  const lexer = new Lexer(CharStream.fromString(text));
  lexer.removeErrorListeners();
  lexer.addErrorListener(listener);
  const parser = new CelParser(new CommonTokenStream(lexer));
  parser.removeErrorListeners();
  parser.addErrorListener(listener);
  parser.addParseListener(new DepthLimit(report));
  parser.errorHandler = new LimitedRecovery(report);
  return parser.start();
}

class Lexer extends CelLexer {
  /** What is no token is shown as it stands. */
  override getErrorDisplay(text: string): string {
    return text;
  }
}

class Listener extends BaseErrorListener {
  private readonly source: Source;
  private readonly report: Report;

  constructor(source: Source, report: Report) {
    super();
    this.source = source;
    this.report = report;
  }

  override syntaxError(_recognizer: unknown, _symbol: unknown, line: number, column: number, message: string): void {
    // A word that cannot be a name is told as the server has always done.
    const what = message.replace(
      /no viable alternative at input '.(true|false|null)'/,
      "mismatched input '$1' expecting IDENTIFIER",
    );
    this.report.syntax(this.source.offsetOf({ line, column }), what);
  }
}

class DepthLimit implements ParseTreeListener {
  private readonly depths = new Map<number, number>();
  private readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  enterEveryRule({ ruleIndex }: ParserRuleContext): void {
    const depth = (this.depths.get(ruleIndex) ?? 0) + 1;
    this.depths.set(ruleIndex, depth);
    if (depth > MAX_DEPTH) this.report.stop(`expression recursion limit exceeded: ${MAX_DEPTH}`);
  }

  exitEveryRule({ ruleIndex }: ParserRuleContext): void {
    this.depths.set(ruleIndex, (this.depths.get(ruleIndex) ?? 1) - 1);
  }

  visitTerminal(): void {}

  visitErrorNode(): void {}
}

class LimitedRecovery extends DefaultErrorStrategy {
  private readonly report: Report;
  private recoveries = 0;
  /** Tokens that may still be passed over; without limit outside of a recovery. */
  private left = Number.POSITIVE_INFINITY;

  constructor(report: Report) {
    super();
    this.report = report;
  }

  override recover(parser: Parser, error: RecognitionException): void {
    this.countRecovery(parser);
    this.left = MAX_SKIPPED;
    super.recover(parser, error);
    this.left = Number.POSITIVE_INFINITY;
  }

  override recoverInline(parser: Parser): Token {
    this.countRecovery(parser);
    return super.recoverInline(parser);
  }

  override consumeUntil(parser: Parser, set: { contains(type: number): boolean }): void {
    for (let type = parser.tokenStream.LA(1); type !== -1 && !set.contains(type); type = parser.tokenStream.LA(1)) {
      if (this.left === 0) this.report.stop(`error recovery token lookahead limit exceeded: ${MAX_SKIPPED}`);
      this.left -= 1;
      parser.consume();
    }
  }

  private countRecovery(parser: Parser): void {
    if (this.recoveries === MAX_RECOVERIES) {
      parser.notifyErrorListeners(`error recovery attempt limit exceeded: ${MAX_RECOVERIES}`, null, null);
      throw new Stopped();
    }
    this.recoveries += 1;
  }
}
