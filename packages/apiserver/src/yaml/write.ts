import { forHtml, goFloat } from '../schema/go-format.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { isYamlToo } from './json-text.ts';
import { compareKeys } from './order.ts';
import { readYaml } from './read.ts';
import { escaped, styleOf } from './style.ts';

/**
 * A JSON text as the YAML that a real server answers with, byte for byte: sigs.k8s.io/yaml reads the text as YAML first.
 * @throws SyntaxError where that fails, as on control characters beyond ASCII and on very long keys
 */
export function yamlOfJson(text: string): string {
  // What is written here is JSON.
  const value = isYamlToo(text) ? (JSON.parse(text) as Json) : readYaml(Buffer.from(forHtml(text)), maxDepth).value;
  return isObject(value) ? writeYaml(value) : text;
}

/** An object as the same YAML. */
export function writeYaml(value: JsonObject): string {
  const writer = new Writer();
  writer.value(value, -indentation, true);
  return writer.end();
}

/** An answer nests little deeper than what may be asked to be kept. */
const maxDepth = 600;
const indentation = 2;
/** A line is folded at the first space beyond. */
const width = 80;
/** Bytes of a key that needs no `? ` before it. */
const maxSimpleKey = 128;

class Writer {
  #text = '';
  #column = 0;

  end(): string {
    return this.#column === 0 ? this.#text : `${this.#text}\n`;
  }

  /** With what encloses it indented so far. Inline, a collection begins on the line at hand, as after `- `. */
  value(value: Json, indent: number, isInline: boolean): void {
    if (Array.isArray(value) && value.length > 0) {
      this.#sequence(value, isInline ? indent + indentation : indent, isInline);
    } else if (isObject(value) && Object.keys(value).length > 0) {
      this.#mapping(value, indent + indentation, isInline);
    } else {
      if (this.#column > 0) this.#put(' ');
      if (typeof value === 'string') this.#string(value, indent + indentation, true);
      else this.#put(typeof value === 'number' ? numberText(value) : JSON.stringify(value));
    }
  }

  #sequence(items: readonly Json[], indent: number, isInline: boolean): void {
    for (const [index, item] of items.entries()) {
      this.#begin(indent, isInline && index === 0);
      this.#put('-');
      this.value(item, indent, true);
    }
  }

  #mapping(mapping: JsonObject, indent: number, isInline: boolean): void {
    for (const [index, key] of Object.keys(mapping).sort(compareKeys).entries()) {
      this.#begin(indent, isInline && index === 0);
      const isSimple = this.#key(key, indent);
      this.#put(':');
      this.value(mapping[key] ?? null, indent, !isSimple);
    }
  }

  #key(key: string, indent: number): boolean {
    const isSimple = !/[\n\r\u2028\u2029]/.test(key) && Buffer.byteLength(key) <= maxSimpleKey;
    if (isSimple) this.#string(key, indent + indentation, false);
    else {
      this.#put('? ');
      this.#string(key, indent + indentation, true);
      this.#begin(indent, false);
    }
    return isSimple;
  }

  #string(text: string, indent: number, mayFold: boolean): void {
    switch (styleOf(text)) {
      case 'plain':
        return this.#words(text, indent, mayFold);
      case 'single':
        this.#put("'");
        this.#words(text.replaceAll("'", "''"), indent, mayFold);
        return this.#put("'");
      case 'double':
        this.#put('"');
        this.#words(escaped(text), indent, mayFold, true);
        return this.#put('"');
      case 'literal':
        return this.#literal(text, indent);
    }
  }

  #words(text: string, indent: number, mayFold: boolean, isDouble = false): void {
    const words = text.split(' ');
    for (const [index, word] of words.entries()) {
      const follows = word !== '' || (isDouble && index < words.length - 1);
      if (index > 0 && mayFold && this.#column > width && words[index - 1] !== '' && follows) {
        this.#begin(indent, false);
        // Else the next space would be lost with this one.
        if (word === '') this.#put('\\');
      } else if (index > 0) this.#put(' ');
      this.#lines(word, indent);
    }
  }

  #literal(text: string, indent: number): void {
    const hint = /^[ \n\u2028\u2029]/.test(text) ? String(indentation) : '';
    const chomping = /[^\n\u2028\u2029]$/.test(text)
      ? '-'
      : /(?:^|[\n\u2028\u2029])[\n\u2028\u2029]$/.test(text)
        ? '+'
        : '';
    this.#put(`|${hint}${chomping}`);
    this.#lines(`\n${text}`, indent);
  }

  /** What comes after a break within a text is indented, unless it is another. */
  #lines(text: string, indent: number): void {
    for (const [index, line] of text.split(/(?<=[\n\u2028\u2029])/).entries()) {
      if (index > 0 && !isBreak(line)) this.#pad(indent);
      this.#put(line);
      if (isBreak(line.slice(-1))) this.#column = 0;
    }
  }

  #begin(indent: number, isInline: boolean): void {
    if (!isInline && this.#column > 0) {
      this.#text += '\n';
      this.#column = 0;
    }
    this.#pad(indent);
  }

  #pad(indent: number): void {
    if (this.#column < indent) this.#put(' '.repeat(indent - this.#column));
  }

  #put(text: string): void {
    this.#text += text;
    this.#column += text.length;
  }
}

const isBreak = (text: string): boolean => /^[\n\u2028\u2029]/.test(text);

/** A number comes through JSON, where a whole one has no point and no exponent up to 64 bits. */
function numberText(value: number): string {
  return Number.isInteger(value) && value < 2 ** 64 && value >= -(2 ** 63) ? String(value) : goFloat(value);
}
