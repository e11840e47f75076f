import { goFloat } from '../schema/go-format.ts';
import { type Json, type JsonObject, setOwn } from '../schema/json.ts';
import { yamlError } from './cursor.ts';
import { keyText, nodeSyntax, scalarSyntax, typeOfKey } from './key.ts';
import type { AliasNode, MappingNode, Node } from './parse.ts';
import type { Resolved } from './resolve.ts';
import { scalarOf } from './scalar.ts';

export interface Constructed {
  value: Json;
  /** `line 3: key "a" already set in map`, of each key given twice. */
  repeated: string[];
}

/** The JSON that a document stands for. @throws SyntaxError */
export function construct(root: Node, maxDepth: number): Constructed {
  return new Constructor(maxDepth).document(root);
}

/** Of all nodes of a small document, 99 in a hundred may come from aliases; of a large one, 10. So a real server has it. */
const smallDocument = 400_000;
const largeDocument = 4_000_000;
/** Characters that may come from aliases, which a real server does not count. */
const maxAliasedText = 1 << 24;

const mergeTag = 'tag:yaml.org,2002:merge';

class Constructor {
  readonly #maxDepth: number;
  readonly #repeated: string[] = [];
  readonly #aliases = new Set<AliasNode>();
  #depth = 0;
  #nodes = 1;
  #aliasedNodes = 0;
  #aliasedText = 0;
  /** What JSON cannot say: a real server finds it last. */
  #problem: string | undefined;

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  document(root: Node): Constructed {
    const value = this.#value(root);
    if (this.#problem !== undefined) throw new SyntaxError(this.#problem);
    return { value, repeated: this.#repeated };
  }

  #value(node: Node): Json {
    this.#count(node);
    switch (node.kind) {
      case 'scalar': {
        const { type, value } = scalarOf(node);
        if (type === 'float' && !Number.isFinite(value)) {
          this.#problem ??= `json: unsupported value: ${goFloat(Number(value))}`;
        }
        return typeof value === 'bigint' ? Number(value) : value;
      }
      case 'sequence':
        return this.#nested(() => node.items.map((item) => this.#value(item)));
      case 'mapping': {
        const result: JsonObject = {};
        this.#fill(result, node);
        return result;
      }
      case 'alias':
        return this.#aliased(node, (target) => this.#value(target));
    }
  }

  #fill(result: JsonObject, { entries }: MappingNode): void {
    this.#nested(() => {
      for (const [key, value] of entries) {
        if (isMerge(key)) this.#merge(result, value);
        else this.#set(result, key, value);
      }
    });
  }

  #set(result: JsonObject, keyNode: Node, valueNode: Node): void {
    const key = this.#key(keyNode);
    const value = this.#value(valueNode);
    const name = keyText(key);
    if (name === undefined) {
      this.#problem ??= `unsupported map key of type: ${typeOfKey(key)}, key: ${scalarSyntax(key)}, value: ${nodeSyntax(valueNode)}`;
      return;
    }
    if (Object.hasOwn(result, name)) {
      this.#repeated.push(`line ${valueNode.line + 1}: key ${scalarSyntax(key)} already set in map`);
    }
    setOwn(result, name, value);
  }

  #key(node: Node): Resolved {
    if (node.kind === 'sequence' || node.kind === 'mapping') {
      this.#value(node);
      throw yamlError(`invalid map key: ${nodeSyntax(node)}`);
    }
    this.#count(node);
    return node.kind === 'scalar' ? scalarOf(node) : this.#aliased(node, (target) => this.#key(target));
  }

  /** Of several mappings the first counts most; what the mapping itself says counts only after the merge. */
  #merge(result: JsonObject, node: Node): void {
    const sources = node.kind === 'sequence' ? node.items.toReversed() : [node];
    for (const source of sources) {
      const target = source.kind === 'alias' ? source.node : source;
      if (target.kind !== 'mapping') throw yamlError('map merge requires map or sequence of maps as the value');
      this.#count(source);
      if (source.kind !== 'alias') this.#fill(result, target);
      else {
        this.#aliased(source, () => {
          this.#count(target);
          this.#fill(result, target);
        });
      }
    }
  }

  #aliased<T>(alias: AliasNode, use: (target: Node) => T): T {
    if (this.#aliases.has(alias)) throw yamlError(`anchor '${alias.name}' value contains itself`);
    this.#aliases.add(alias);
    const result = use(alias.node);
    this.#aliases.delete(alias);
    return result;
  }

  #nested<T>(use: () => T): T {
    if (this.#depth === this.#maxDepth) throw yamlError(`exceeded max depth of ${this.#maxDepth}`);
    this.#depth += 1;
    const result = use();
    this.#depth -= 1;
    return result;
  }

  /** Keeps a small text from becoming a large object. */
  #count(node: Node): void {
    this.#nodes += 1;
    if (this.#aliases.size === 0) return;
    this.#aliasedNodes += 1;
    if (node.kind === 'scalar') this.#aliasedText += node.text.length;
    const share = (this.#nodes - smallDocument) / (largeDocument - smallDocument);
    const allowed = 0.99 - 0.89 * Math.min(Math.max(share, 0), 1);
    const isExcessive = this.#aliasedNodes > 100 && this.#nodes > 1000 && this.#aliasedNodes > allowed * this.#nodes;
    if (isExcessive || this.#aliasedText > maxAliasedText) throw yamlError('document contains excessive aliasing');
  }
}

function isMerge(node: Node): boolean {
  return node.kind === 'scalar' && node.text === '<<' && (node.isPlain || node.tag === mergeTag);
}
