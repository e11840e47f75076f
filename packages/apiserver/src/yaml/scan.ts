import { characters, isBreak, isSpaceOrEnd } from './characters.ts';
import { Cursor } from './cursor.ts';
import { PossibleKeys } from './possible-keys.ts';
import { takeDirective, takeName, takeTag } from './properties.ts';
import { blockScalar, plainScalar, quotedScalar } from './scalars.ts';
import type { Source } from './source.ts';
import type { Token, TokenType } from './token.ts';

/**
 * The tokens of a YAML 1.1, with the errors and the line numbers of a real server (which reads by the algorithm of libyaml): indentation
 * becomes tokens too, and one that may begin a key is held back until it is known whether it does.
 */
export class Scanner {
  readonly #cursor: Cursor;
  readonly #queue: Token[] = [];
  /** How many tokens were taken. */
  #taken = 0;
  /** How far the block at hand is indented, and those around it. */
  #indent = -1;
  readonly #outer: number[] = [];
  readonly #keys: PossibleKeys;
  #mayBeginKey = true;

  constructor(source: Source) {
    this.#cursor = new Cursor(source);
    this.#keys = new PossibleKeys(this.#cursor);
  }

  /** The next token, which stays. @throws SyntaxError */
  peek(): Token {
    for (;;) {
      const next = this.#queue[0];
      if (next !== undefined && !this.#keys.holds(this.#taken)) return next;
      this.#scan();
    }
  }

  /** @throws SyntaxError */
  take(): Token {
    const token = this.peek();
    this.#queue.shift();
    this.#taken += 1;
    return token;
  }

  get #inFlow(): boolean {
    return this.#keys.inFlow;
  }

  #scan(): void {
    const cursor = this.#cursor;
    this.#skipToToken();
    this.#closeBlocks(cursor.column);
    cursor.need(4);
    if (Number.isNaN(cursor.code())) return this.#endText();
    if (cursor.column === 0 && cursor.sees('%')) return this.#directive();
    if (cursor.seesDocumentMark()) return this.#documentMark();
    const character = cursor.character();
    const isAlone = isSpaceOrEnd(cursor.code(1));
    switch (character) {
      case '[':
      case '{':
        return this.#openFlow(character);
      case ']':
      case '}':
        return this.#closeFlow(character);
      case ',':
        this.#keys.drop();
        return this.#indicator(character, true);
      case '-':
        return isAlone ? this.#entry() : this.#plain();
      case '?':
        return isAlone || this.#inFlow ? this.#explicitKey() : this.#plain();
      case ':':
        return isAlone || this.#inFlow ? this.#value() : this.#plain();
      case '*':
      case '&':
        return this.#scalarLike(() => this.#push(character, cursor.line, takeName(cursor)));
      case '!':
        return this.#scalarLike(() => {
          const { line } = cursor;
          const { handle, suffix } = takeTag(cursor);
          this.#push('!', line, handle, suffix);
        });
      case "'":
      case '"':
        return this.#scalarLike(() => this.#push('quoted', cursor.line, quotedScalar(cursor)));
      case '|':
      case '>':
        return this.#inFlow ? this.#fail() : this.#block();
      case '\t':
      case '%':
      case '@':
      case '`':
        return this.#fail();
      default:
        return this.#plain();
    }
  }

  #fail(): never {
    this.#cursor.fail('found character that cannot start any token');
  }

  /** Tabs may not indent blocks. */
  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.need(1);
      for (
        let code = cursor.code();
        code === characters.space || (code === characters.tab && (this.#inFlow || !this.#mayBeginKey));
      ) {
        cursor.at += 1;
        code = cursor.code();
      }
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.takeBreak();
      if (!this.#inFlow) this.#mayBeginKey = true;
    }
  }

  #endText(): void {
    this.#cursor.endText();
    this.#endBlocks();
    this.#push('end', this.#cursor.line);
  }

  #directive(): void {
    this.#endBlocks();
    const { line } = this.#cursor;
    const directive = takeDirective(this.#cursor);
    if (directive.type === 'version') this.#push('version', line, directive.version);
    else this.#push('handle', line, directive.handle, directive.suffix);
  }

  #documentMark(): void {
    this.#endBlocks();
    this.#push(this.#cursor.sees('-') ? '---' : '...', this.#cursor.line);
    this.#cursor.at += 3;
  }

  #endBlocks(): void {
    this.#closeBlocks(-1);
    this.#keys.drop();
    this.#mayBeginKey = false;
  }

  #openFlow(type: '[' | '{'): void {
    this.#saveKey();
    this.#keys.open(this.#nextToken);
    this.#indicator(type, true);
  }

  #closeFlow(type: ']' | '}'): void {
    this.#keys.close();
    this.#indicator(type, false);
  }

  #entry(): void {
    this.#openBlock('block sequence', 'block sequence entries are not allowed in this context');
    this.#keys.drop();
    this.#indicator('-', true);
  }

  #explicitKey(): void {
    this.#openBlock('block mapping', 'mapping keys are not allowed in this context');
    this.#keys.drop();
    this.#indicator('?', !this.#inFlow);
  }

  #value(): void {
    const key = this.#keys.take();
    if (key === undefined) {
      this.#openBlock('block mapping', 'mapping values are not allowed in this context');
      return this.#indicator(':', !this.#inFlow);
    }
    const place = key.token - this.#taken;
    this.#insert(place, '?', key.line);
    this.#indentBlock('block mapping', key.column, key.line, place);
    this.#indicator(':', false);
  }

  /** After a key, an entry or a value that is none of brackets. */
  #openBlock(type: 'block sequence' | 'block mapping', problem: string): void {
    if (this.#inFlow) return;
    if (!this.#mayBeginKey) this.#cursor.fail(problem);
    this.#indentBlock(type, this.#cursor.column, this.#cursor.line, this.#queue.length);
  }

  #block(): void {
    this.#keys.drop();
    this.#mayBeginKey = true;
    const { line } = this.#cursor;
    this.#push('quoted', line, blockScalar(this.#cursor, this.#indent));
  }

  #plain(): void {
    this.#saveKey();
    const { line } = this.#cursor;
    const { text, broken } = plainScalar(this.#cursor, this.#indent + 1, this.#inFlow);
    this.#mayBeginKey = broken;
    this.#push('plain', line, text);
  }

  /** What may be a key, or belong to one, but not be followed by another. */
  #scalarLike(scan: () => void): void {
    this.#saveKey();
    this.#mayBeginKey = false;
    scan();
  }

  #indicator(type: TokenType, mayBeginKey: boolean): void {
    this.#mayBeginKey = mayBeginKey;
    this.#push(type, this.#cursor.line);
    this.#cursor.at += 1;
  }

  #push(type: TokenType, line: number, text = '', suffix = ''): void {
    this.#queue.push({ type, line, text, suffix });
  }

  /** Where the place is no longer to be had, the token comes last. */
  #insert(place: number, type: TokenType, line: number): void {
    this.#queue.splice(place < 0 ? this.#queue.length : place, 0, { type, line, text: '', suffix: '' });
  }

  #indentBlock(type: TokenType, column: number, line: number, place: number): void {
    if (this.#inFlow || this.#indent >= column) return;
    this.#outer.push(this.#indent);
    this.#indent = column;
    this.#insert(place, type, line);
  }

  #closeBlocks(column: number): void {
    if (this.#inFlow) return;
    while (this.#indent > column) {
      this.#push('block end', this.#cursor.line);
      this.#indent = this.#outer.pop() ?? -1;
    }
  }

  #saveKey(): void {
    const isRequired = !this.#inFlow && this.#indent === this.#cursor.column;
    if (this.#mayBeginKey) this.#keys.save(this.#nextToken, isRequired);
  }

  /** The number of the token that is pushed next. */
  get #nextToken(): number {
    return this.#taken + this.#queue.length;
  }
}
