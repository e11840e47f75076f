import { yamlError } from './cursor.ts';
import { Scanner } from './scan.ts';
import type { Source } from './source.ts';
import type { Token, TokenType } from './token.ts';

/** A part of a document; `line` counts from 0. */
export type Node = ScalarNode | SequenceNode | MappingNode | AliasNode;

export interface ScalarNode {
  kind: 'scalar';
  line: number;
  text: string;
  /** The whole tag; '' for none. */
  tag: string;
  /** Whether what the text means is told by the text alone. */
  isPlain: boolean;
}

export interface SequenceNode {
  kind: 'sequence';
  line: number;
  items: Node[];
}

export interface MappingNode {
  kind: 'mapping';
  line: number;
  entries: Entry[];
}

export type Entry = [key: Node, value: Node];

export interface AliasNode {
  kind: 'alias';
  line: number;
  name: string;
  node: Node;
}

/** The first document of a YAML; undefined when there is none. What comes after it is not looked at. @throws SyntaxError */
export function parseDocument(source: Source, maxDepth: number): Node | undefined {
  return new Parser(source, maxDepth).document();
}

/** What may stand in for an absent value: in a list, in one that is indented no more than its key, in a mapping. */
const afterEntry: readonly TokenType[] = ['-', 'block end'];
const afterLooseEntry: readonly TokenType[] = ['-', '?', ':', 'block end'];
const afterKey: readonly TokenType[] = ['?', ':', 'block end'];
const documentLimits: readonly TokenType[] = ['version', 'handle', '---', '...', 'end'];

const defaultHandles: Readonly<Record<string, string>> = { '!': '!', '!!': 'tag:yaml.org,2002:' };

/** Where a node stands: in a block, after a key in one (a list need not be indented there), or in brackets. */
type Context = 'block' | 'value' | 'flow';

class Parser {
  readonly #scanner: Scanner;
  readonly #maxDepth: number;
  readonly #anchors = new Map<string, Node>();
  readonly #handles = new Map<string, string>();
  #depth = 0;

  constructor(source: Source, maxDepth: number) {
    this.#scanner = new Scanner(source);
    this.#maxDepth = maxDepth;
  }

  document(): Node | undefined {
    if (this.#sees('end')) return undefined;
    const isExplicit = this.#sees('version', 'handle', '---');
    this.#directives();
    if (isExplicit) {
      if (!this.#sees('---')) this.#fail('did not find expected <document start>');
      this.#scanner.take();
    }
    const root = isExplicit && this.#sees(...documentLimits) ? this.#empty() : this.#node('block');
    // A token is looked at beyond the document, so that it may be wrong.
    this.#scanner.peek();
    return root;
  }

  #directives(): void {
    let hasVersion = false;
    for (; this.#sees('version', 'handle'); this.#scanner.take()) {
      const { type, text, suffix } = this.#scanner.peek();
      if (type === 'handle') {
        if (this.#handles.has(text)) this.#fail('found duplicate %TAG directive');
        this.#handles.set(text, suffix);
      } else {
        if (hasVersion) this.#fail('found duplicate %YAML directive');
        if (text !== '1.1') this.#fail('found incompatible YAML document');
        hasVersion = true;
      }
    }
  }

  #node(context: Context): Node {
    if (this.#sees('*')) return this.#alias();
    const { line } = this.#scanner.peek();
    const { anchor, tag } = this.#properties();
    const { type, text } = this.#scanner.peek();
    switch (type) {
      case 'plain':
      case 'quoted':
        this.#scanner.take();
        return this.#named(anchor, scalar(line, text, tag, tag === '!' || (tag === '' && type === 'plain')));
      case '[':
        return this.#sequence(line, anchor, (items) => this.#flowSequence(items));
      case '{':
        return this.#mapping(line, anchor, (entries) => this.#flowMapping(entries));
      case 'block sequence':
        if (context === 'flow') break;
        return this.#sequence(line, anchor, (items) => this.#blockSequence(items));
      case 'block mapping':
        if (context === 'flow') break;
        return this.#mapping(line, anchor, (entries) => this.#blockMapping(entries));
      case '-':
        if (context !== 'value') break;
        return this.#sequence(line, anchor, (items) => this.#looseSequence(items));
      default:
    }
    if (anchor === undefined && tag === '') this.#fail('did not find expected node content');
    return this.#named(anchor, scalar(line, '', tag, tag === ''));
  }

  #alias(): AliasNode {
    const { line, text: name } = this.#scanner.take();
    const node = this.#anchors.get(name);
    if (node === undefined) throw yamlError(`unknown anchor '${name}' referenced`);
    return { kind: 'alias', line, name, node };
  }

  /** An anchor and a tag, in any order. */
  #properties(): { anchor: string | undefined; tag: string } {
    let anchor: string | undefined;
    let tag: Token | undefined;
    for (;;) {
      if (anchor === undefined && this.#sees('&')) anchor = this.#scanner.take().text;
      else if (tag === undefined && this.#sees('!')) tag = this.#scanner.take();
      else return { anchor, tag: tag === undefined ? '' : this.#wholeTag(tag) };
    }
  }

  #wholeTag({ text: handle, suffix, line }: Token): string {
    if (handle === '') return suffix;
    const prefix = this.#handles.get(handle) ?? defaultHandles[handle];
    if (prefix === undefined) throw yamlError('found undefined tag handle', line);
    return prefix + suffix;
  }

  /** An anchor holds from the beginning of its node, even within it. */
  #named<T extends Node>(anchor: string | undefined, node: T): T {
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  #sequence(line: number, anchor: string | undefined, fill: (items: Node[]) => void): SequenceNode {
    const node = this.#named<SequenceNode>(anchor, { kind: 'sequence', line, items: [] });
    this.#nested(() => fill(node.items));
    return node;
  }

  #mapping(line: number, anchor: string | undefined, fill: (entries: Entry[]) => void): MappingNode {
    const node = this.#named<MappingNode>(anchor, { kind: 'mapping', line, entries: [] });
    this.#nested(() => fill(node.entries));
    return node;
  }

  #nested(fill: () => void): void {
    if (this.#depth === this.#maxDepth) this.#fail(`exceeded max depth of ${this.#maxDepth}`);
    this.#depth += 1;
    fill();
    this.#depth -= 1;
  }

  #blockSequence(items: Node[]): void {
    this.#scanner.take();
    while (this.#sees('-')) items.push(this.#after('block', afterEntry));
    if (!this.#sees('block end')) this.#fail("did not find expected '-' indicator");
    this.#scanner.take();
  }

  /** The list of a key, indented no more than it: that ends where the next key begins. */
  #looseSequence(items: Node[]): void {
    while (this.#sees('-')) items.push(this.#after('block', afterLooseEntry));
  }

  #blockMapping(entries: Entry[]): void {
    this.#scanner.take();
    while (this.#sees('?')) {
      const key = this.#after('value', afterKey);
      entries.push([key, this.#sees(':') ? this.#after('value', afterKey) : this.#empty()]);
    }
    if (!this.#sees('block end')) this.#fail('did not find expected key');
    this.#scanner.take();
  }

  /** The node after the indicator at hand, which is an empty one before certain tokens. */
  #after(context: Context, absent: readonly TokenType[]): Node {
    const { line } = this.#scanner.take();
    return this.#sees(...absent) ? scalar(line, '', '', true) : this.#node(context);
  }

  #flowSequence(items: Node[]): void {
    this.#flowItems(']', () => {
      const isPair = this.#sees('?');
      items.push(
        isPair ? this.#mapping(this.#line, undefined, (entries) => entries.push(this.#pair())) : this.#node('flow'),
      );
    });
  }

  #flowMapping(entries: Entry[]): void {
    this.#flowItems('}', () => {
      if (!this.#sees('?')) {
        entries.push([this.#node('flow'), this.#empty()]);
        return;
      }
      this.#scanner.take();
      const key = this.#sees(':', ',', '}') ? this.#empty() : this.#node('flow');
      entries.push([key, this.#flowValue('}')]);
    });
  }

  #flowItems(end: ']' | '}', item: () => void): void {
    this.#scanner.take();
    for (let isFirst = true; !this.#sees(end); isFirst = false) {
      if (!isFirst) {
        if (!this.#sees(',')) this.#fail(`did not find expected ',' or '${end}'`);
        this.#scanner.take();
        if (this.#sees(end)) break;
      }
      item();
    }
    this.#scanner.take();
  }

  /** A mapping of one entry, `[key: value]`. */
  #pair(): Entry {
    this.#scanner.take();
    // What shows that there is no key is lost to a real server.
    const key = this.#sees(':', ',', ']') ? scalar(this.#scanner.take().line, '', '', true) : this.#node('flow');
    return [key, this.#flowValue(']')];
  }

  #flowValue(end: ']' | '}'): Node {
    if (!this.#sees(':')) return this.#empty();
    this.#scanner.take();
    return this.#sees(',', end) ? this.#empty() : this.#node('flow');
  }

  /** Where nothing stands. */
  #empty(): ScalarNode {
    return scalar(this.#line, '', '', true);
  }

  get #line(): number {
    return this.#scanner.peek().line;
  }

  #sees(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #fail(problem: string): never {
    throw yamlError(problem, this.#line);
  }
}

function scalar(line: number, text: string, tag: string, isPlain: boolean): ScalarNode {
  return { kind: 'scalar', line, text, tag, isPlain };
}
