import { characters, isBlank, isBreak, isBreakOrEnd, isSpaceOrEnd, isWord } from './characters.ts';
import type { Source } from './source.ts';

/** A place in the text of a YAML, and the way on from there. */
export class Cursor {
  readonly text: string;
  at = 0;
  line = 0;
  #lineStart = 0;
  readonly #problem: string | undefined;

  constructor({ text, problem }: Source) {
    this.text = text;
    this.#problem = problem;
  }

  get column(): number {
    return this.at - this.#lineStart;
  }

  /** The code of a character; NaN beyond the end. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** The character itself; '' at the end. */
  character(): string {
    return this.text.charAt(this.at);
  }

  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** @throws SyntaxError when the text could not be read that far */
  need(count: number): void {
    if (this.#problem !== undefined && this.at + count > this.text.length) throw yamlError(this.#problem);
  }

  /** `---` or `...` at the beginning of a line, which ends whatever is open. */
  seesDocumentMark(): boolean {
    return this.column === 0 && (this.sees('---') || this.sees('...')) && isSpaceOrEnd(this.code(3));
  }

  /** Takes a line break, and answers with what it means in a scalar. */
  takeBreak(): string {
    this.need(2);
    const code = this.code();
    this.at += code === characters.carriageReturn && this.code(1) === characters.lineFeed ? 2 : 1;
    this.line += 1;
    this.#lineStart = this.at;
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
  }

  takeWord(): string {
    const from = this.at;
    while (isWord(this.code())) this.at += 1;
    return this.text.slice(from, this.at);
  }

  /** What is left of the line, without its break. */
  takeLine(): string {
    const from = this.at;
    this.#skipLine();
    return this.text.slice(from, this.at);
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.at += 1;
  }

  skipComment(): void {
    if (this.code() === characters.hash) this.#skipLine();
  }

  #skipLine(): void {
    while (!isBreakOrEnd(this.code())) this.at += 1;
  }

  /** Takes what may still stand on a line: blanks, a comment, the break. @throws SyntaxError */
  endLine(): void {
    this.skipBlanks();
    this.skipComment();
    if (!isBreakOrEnd(this.code())) this.fail('did not find expected comment or line break');
    if (isBreak(this.code())) this.takeBreak();
  }

  /** The end of the text begins a line of its own. */
  endText(): void {
    if (this.column === 0) return;
    this.line += 1;
    this.#lineStart = this.at;
  }

  fail(problem: string): never {
    throw yamlError(problem, this.line === 0 ? 0 : this.line + 1);
  }
}

/** In the words of a real server, which does not name the first line. */
export function yamlError(problem: string, line = 0): SyntaxError {
  return new SyntaxError(line === 0 ? `yaml: ${problem}` : `yaml: line ${line}: ${problem}`);
}
