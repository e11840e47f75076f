import { goQuote } from '../schema/go-format.ts';
import { isObject } from '../schema/json.ts';

/** What is expected next. */
type Expecting = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'end';

const literals: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' };
const escapes = 'bfnrt\\/"';

/** Go's words for what is wrong with a text that is no JSON: where its scanner stops, and what it looked for there. */
export function jsonProblem(text: string | Buffer): string {
  const scanner = new Scanner(typeof text === 'string' ? Buffer.from(text) : text);
  return scanner.problem() ?? 'unexpected end of JSON input';
}

/** The same of a text that must be a JSON object, also where it is JSON of another kind; undefined when it is one. */
export function objectProblem(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return jsonProblem(text);
  }
  if (value === null || isObject(value)) return undefined;
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
}

/** Go's scanner of JSON, as far as it takes to find the first byte that may not stand where it does. */
class Scanner {
  readonly #bytes: Buffer;
  readonly #open: ('object' | 'array')[] = [];
  #at = 0;
  #expecting: Expecting = 'value';

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Undefined when the text ends before anything is wrong with it. */
  problem(): string | undefined {
    for (let next = this.#skip(); next !== ''; next = this.#skip()) {
      const problem = this.#step(next);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #step(next: string): string | undefined {
    switch (this.#expecting) {
      case 'first value':
        return next === ']' ? this.#close() : this.#value(next);
      case 'value':
        return this.#value(next);
      case 'first key':
        return next === '}' ? this.#close() : this.#key(next);
      case 'key':
        return this.#key(next);
      case 'colon':
        return next === ':' ? this.#take('value') : wrong(next, 'after object key');
      case 'end':
        return this.#afterValue(next);
    }
  }

  #value(next: string): string | undefined {
    if (next === '{' || next === '[') {
      this.#open.push(next === '{' ? 'object' : 'array');
      return this.#take(next === '{' ? 'first key' : 'first value');
    }
    this.#expecting = 'end';
    if (next === '"') return this.#string();
    if (/[-\d]/.test(next)) return this.#number();
    const literal = literals[next];
    return literal === undefined ? wrong(next, 'looking for beginning of value') : this.#literal(literal);
  }

  #key(next: string): string | undefined {
    this.#expecting = 'colon';
    return next === '"' ? this.#string() : wrong(next, 'looking for beginning of object key string');
  }

  #afterValue(next: string): string | undefined {
    const inside = this.#open.at(-1);
    if (inside === undefined) return wrong(next, 'after top-level value');
    const [end, after] = inside === 'object' ? ['}', 'object key:value pair'] : [']', 'array element'];
    if (next === end) return this.#close();
    return next === ',' ? this.#take(inside === 'object' ? 'key' : 'value') : wrong(next, `after ${after}`);
  }

  #string(): string | undefined {
    for (this.#at += 1; this.#at < this.#bytes.length; ) {
      const next = this.#next();
      if (next === '"') return undefined;
      if (next < ' ') return wrong(next, 'in string literal');
      if (next !== '\\') continue;
      const escape = this.#next();
      if (escape === 'u') {
        const digits = Array.from({ length: 4 }, () => this.#next());
        const bad = digits.find((digit) => !/^[\da-fA-F]$/.test(digit));
        if (bad !== undefined) return wrong(bad, 'in \\u hexadecimal character escape');
      } else if (escape === '' || !escapes.includes(escape)) return wrong(escape, 'in string escape code');
    }
    return undefined;
  }

  #number(): string | undefined {
    if (this.#peek() === '-') this.#at += 1;
    if (this.#peek() === '0') this.#at += 1;
    else if (!this.#digits()) return wrong(this.#peek(), 'in numeric literal');
    if (this.#peek() === '.') {
      this.#at += 1;
      if (!this.#digits()) return wrong(this.#peek(), 'after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.#peek())) {
      this.#at += 1;
      if (/[-+]/.test(this.#peek())) this.#at += 1;
      if (!this.#digits()) return wrong(this.#peek(), 'in exponent of numeric literal');
    }
    return undefined;
  }

  #literal(word: string): string | undefined {
    for (const letter of word) {
      const next = this.#next();
      if (next !== letter) return wrong(next, `in literal ${word} (expecting '${letter}')`);
    }
    return undefined;
  }

  #digits(): boolean {
    const from = this.#at;
    while (/\d/.test(this.#peek())) this.#at += 1;
    return this.#at > from;
  }

  #close(): undefined {
    this.#open.pop();
    return this.#take('end');
  }

  #take(expecting: Expecting): undefined {
    this.#at += 1;
    this.#expecting = expecting;
  }

  #skip(): string {
    while (/[ \t\r\n]/.test(this.#peek())) this.#at += 1;
    return this.#peek();
  }

  #next(): string {
    const next = this.#peek();
    this.#at += 1;
    return next;
  }

  /** The byte at hand, as Go shows it; empty at the end. */
  #peek(): string {
    const byte = this.#bytes[this.#at];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }
}

function wrong(character: string, context: string): string {
  // At its end, Go reads a text as if a space followed.
  const shown =
    character === '' ? ' ' : character === "'" ? "\\'" : character === '"' ? '"' : goQuote(character).slice(1, -1);
  return `invalid character '${shown}' ${context}`;
}
