import type { Cursor } from './cursor.ts';

/** A place where a key may have begun: whether one did, only a `:` after it tells. */
export interface PossibleKey {
  isOpen: boolean;
  /** Whether nothing but a key may stand there. */
  isRequired: boolean;
  /** The number of the token that begins there. */
  token: number;
  at: number;
  line: number;
  column: number;
}

/** Characters from the beginning of a key to its `:`, unless `?` announces it. */
const maxLength = 1024;

/** The latest possible key of the block at the cursor, and of each pair of brackets around it. @throws SyntaxError where a key is missing */
export class PossibleKeys {
  readonly #cursor: Cursor;
  readonly #levels: PossibleKey[];
  readonly #byToken = new Map<number, PossibleKey>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
    this.#levels = [this.#here(0)];
  }

  get inFlow(): boolean {
    return this.#levels.length > 1;
  }

  /** The key that the token of that number is to be held back for. */
  holds(token: number): boolean {
    const key = this.#byToken.get(token);
    return key !== undefined && this.#isPossible(key);
  }

  open(token: number): void {
    this.#levels.push(this.#here(token));
  }

  close(): void {
    this.drop();
    if (this.inFlow) this.#byToken.delete(this.#levels.pop()?.token ?? -1);
  }

  save(token: number, isRequired: boolean): void {
    this.drop();
    const key = { ...this.#here(token), isOpen: true, isRequired };
    this.#levels[this.#levels.length - 1] = key;
    this.#byToken.set(token, key);
  }

  /** Something else came than the rest of a key. */
  drop(): void {
    const key = this.#levels.at(-1);
    if (key?.isOpen !== true) return;
    if (key.isRequired) this.#missing();
    this.#end(key);
  }

  /** The key that a `:` at the cursor ends, if there is one. */
  take(): PossibleKey | undefined {
    const key = this.#levels.at(-1);
    if (key === undefined || !this.#isPossible(key)) return undefined;
    this.#end(key);
    return key;
  }

  #here(token: number): PossibleKey {
    const { at, line, column } = this.#cursor;
    return { isOpen: false, isRequired: false, token, at, line, column };
  }

  #end(key: PossibleKey): void {
    key.isOpen = false;
    this.#byToken.delete(key.token);
  }

  /** A key ends on the line where it begins, and soon. */
  #isPossible(key: PossibleKey): boolean {
    if (!key.isOpen) return false;
    if (key.line === this.#cursor.line && this.#charactersSince(key) <= maxLength) return true;
    if (key.isRequired) this.#missing();
    key.isOpen = false;
    return false;
  }

  #charactersSince({ at }: PossibleKey): number {
    const units = this.#cursor.at - at;
    if (units <= maxLength || units > 2 * maxLength) return units;
    return Array.from(this.#cursor.text.slice(at, this.#cursor.at)).length;
  }

  #missing(): never {
    this.#cursor.fail("could not find expected ':'");
  }
}
