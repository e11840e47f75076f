/**
 * From the flat names of the wire (`Zone.1.VSwitchId=…`) or a JSON body to an action's parameters, checked against the reference.
 *
 * Unknown parameters are noted, not refused: real clients send some. Strict mode refuses them.
 */
import { ApiError, BadParameter } from './errors.ts';
import type { ActionReference, FieldType } from './reference.ts';

/** A call's input, wherever its parts came from. */
export interface RawInput {
  /** From query, form body and headers, merged. */
  readonly flat: Readonly<Record<string, string>>;
  /** A JSON body (ROA). */
  readonly body?: unknown;
  /** Of a ROA call: it holds the path parameters. */
  readonly path?: string | undefined;
}

export interface ParsedParams {
  readonly params: Record<string, unknown>;
  readonly unknown: string[];
}

/** Parameters of the calling convention itself, present in any call (alibaba-cloud-api §1.2); RegionId is added by the CLI to all. */
const CONVENTION =
  /^(Action|Version|Format|AccessKeyId|Signature|SignatureMethod|SignatureVersion|SignatureNonce|SignatureType|Timestamp|SecurityToken|RegionId)$/;

/** Longest list taken where the reference gives no limit. */
const LONGEST_LIST = 1000;

interface Node {
  text?: string;
  readonly children: Map<string, Node>;
}

/** Throws the product's own code for a parameter that is missing or not of its type. */
export function parseParams(action: ActionReference, input: RawInput): ParsedParams {
  const params: Record<string, unknown> = {};
  const unknown: string[] = [];
  const tree = flatTree(input.flat);
  const body = isRecord(input.body) ? input.body : {};
  const inPath = pathParams(action.path, input.path);
  const reader = new Reader(action, unknown);

  for (const [name, field] of Object.entries(action.params)) {
    const node = tree.children.get(name);
    const value =
      inPath[name] ??
      (name in body ? reader.fromJson(body[name], field, name) : undefined) ??
      (node && reader.fromTree(node, field, name));
    if (value !== undefined) params[name] = value;
    else if (field.required && isAsked(action, name, field)) throw missing(action, name);
  }
  for (const name of [...tree.children.keys(), ...Object.keys(body)]) {
    if (!(name in action.params) && !CONVENTION.test(name)) unknown.push(name);
  }
  return { params, unknown };
}

/** The reference lists some path parameters twice, once in a spelling that no path holds. */
function isAsked(action: ActionReference, name: string, field: FieldType): boolean {
  return field.where !== 'path' || action.path.includes(`{${name}}`);
}

/** The placeholders of a path template, or undefined when the path does not fit it. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const want = template.split('/');
  const have = path.split('?', 1)[0]?.split('/') ?? [];
  if (want.length !== have.length) return undefined;
  const values: Record<string, string> = {};
  for (const [i, part] of want.entries()) {
    const given = have[i] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== given : given === '') return undefined;
    if (name !== undefined) values[name] = decode(given);
  }
  return values;
}

function pathParams(template: string, path: string | undefined): Record<string, string> {
  return path === undefined ? {} : (matchPath(template, path) ?? {});
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is an id that does not exist, not a failure of ours
  }
}

function flatTree(flat: Readonly<Record<string, string>>): Node {
  const root: Node = { children: new Map() };
  for (const [name, text] of Object.entries(flat)) {
    let node = root;
    for (const part of name.split('.', 8)) {
      const child = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, child);
      node = child;
    }
    node.text = text;
  }
  return root;
}

class Reader {
  readonly #action: ActionReference;
  readonly #unknown: string[];

  constructor(action: ActionReference, unknown: string[]) {
    this.#action = action;
    this.#unknown = unknown;
  }

  fromTree(node: Node, field: FieldType, name: string): unknown {
    if (field.kind === 'array') {
      if (node.text !== undefined && node.children.size === 0) return this.#jsonText(node.text, field, name);
      const items = [...node.children.entries()].map(([key, child]) => ({ index: this.#index(key, name), child }));
      this.#checkLength(items.length, field, name);
      items.sort((a, b) => a.index - b.index);
      return items.map(({ index, child }) => field.items && this.fromTree(child, field.items, `${name}.${index}`));
    }
    if (field.kind === 'object' || field.kind === 'map') {
      if (node.text !== undefined && node.children.size === 0) return this.#jsonText(node.text, field, name);
      return this.#members([...node.children], field, name, (child, type, path) => this.fromTree(child, type, path));
    }
    return node.text === undefined ? undefined : this.#scalar(node.text, field, name);
  }

  fromJson(value: unknown, field: FieldType, name: string): unknown {
    if (value === null || value === undefined) return undefined;
    if (field.kind === 'array') {
      if (!Array.isArray(value)) throw invalid(this.#action, name, 'a list');
      this.#checkLength(value.length, field, name);
      return value.map((item: unknown, i) => (field.items ? this.fromJson(item, field.items, `${name}[${i}]`) : item));
    }
    if (field.kind === 'object' || field.kind === 'map') {
      if (!isRecord(value)) throw invalid(this.#action, name, 'an object');
      return this.#members(Object.entries(value), field, name, (child, type, path) => this.fromJson(child, type, path));
    }
    if (typeof value === 'object') throw invalid(this.#action, name, `of type ${field.kind}`);
    return this.#scalar(typeof value === 'string' ? value : JSON.stringify(value), field, name);
  }

  #members<T>(
    entries: [string, T][],
    field: FieldType,
    name: string,
    read: (child: T, type: FieldType, path: string) => unknown,
  ): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const [key, child] of entries) {
      const type = field.fields?.[key];
      if (type !== undefined && Object.hasOwn(field.fields ?? {}, key)) {
        const value = read(child, type, `${name}.${key}`);
        if (value !== undefined) result[key] = value;
      } else if (field.fields !== undefined) this.#unknown.push(`${name}.${key}`);
    }
    return result;
  }

  /** Some products take a list or a map as JSON text in one parameter (alibaba-cloud-api §1.2). */
  #jsonText(text: string, field: FieldType, name: string): unknown {
    if (text === '') return undefined;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw invalid(this.#action, name, field.kind === 'array' ? `a list: ${name}.1, ${name}.2, …` : 'an object');
    }
    return this.fromJson(value, field, name);
  }

  #index(key: string, name: string): number {
    if (!/^[1-9]\d{0,5}$/.test(key)) throw invalid(this.#action, name, `numbered from 1, not "${key.slice(0, 20)}"`);
    return Number(key);
  }

  #checkLength(length: number, field: FieldType, name: string): void {
    const most = field.maxItems ?? LONGEST_LIST;
    if (length > most) throw invalid(this.#action, name, `a list of at most ${most} items`);
  }

  #scalar(text: string, field: FieldType, name: string): unknown {
    switch (field.kind) {
      case 'boolean':
        if (/^true$/i.test(text)) return true;
        if (/^false$/i.test(text)) return false;
        throw invalid(this.#action, name, 'true or false');
      case 'integer':
        if (!/^-?\d{1,19}$/.test(text)) throw invalid(this.#action, name, 'a whole number');
        return Number(text);
      case 'number':
        if (!/^-?\d{1,19}(\.\d{1,19})?$/.test(text)) throw invalid(this.#action, name, 'a number');
        return Number(text);
      default:
        return this.#enumerated(text, field, name);
    }
  }

  /**
   * Values come in any case: documents and tools of the vendor differ in it (alibaba-cloud-api §0.11). Handlers are given the reference's
   * own spelling.
   */
  #enumerated(text: string, field: FieldType, name: string): string {
    if (field.enum === undefined || field.enum.includes(text)) return text;
    const value = field.enum.find((one) => one.toLowerCase() === text.toLowerCase());
    if (value !== undefined) return value;
    throw invalid(this.#action, name, `one of ${field.enum.join(', ')}`);
  }
}

function missing(action: ActionReference, name: string): ApiError {
  const code = codeOf(action, name, ['MissingParameter', 'MissingParam'], 'MissingParameter');
  return new ApiError(code, `The parameter ${name} is required.`, { status: 400 });
}

function invalid(action: ActionReference, name: string, expected: string): ApiError {
  return new ApiError(invalidCode(action, name), `The parameter ${name} must be ${expected}.`, { status: 400 });
}

function invalidCode(action: ActionReference, name: string): string {
  return codeOf(action, name.split(/[.[]/, 1)[0] ?? '', ['IllegalParam', 'IllegalParamFormat'], 'InvalidParameter');
}

/** What was thrown, a bad parameter in the action's own words. */
export function inWordsOf(action: ActionReference | undefined, thrown: unknown): unknown {
  if (!(thrown instanceof BadParameter) || action === undefined) return thrown;
  const own = action.product === 'privatelink' ? thrown.privateLinkCode : undefined;
  return new ApiError(own ?? invalidCode(action, thrown.parameter), thrown.message, { status: 400 });
}

/**
 * PrivateLink and NLB put the parameter's name into the code, and a few actions of PrivateLink do it in another family; the older products
 * have one code for all names.
 */
function codeOf(
  { product, errors }: ActionReference,
  name: string,
  [odd, usual]: readonly [odd: string, usual: string],
  plain: string,
): string {
  if (product !== 'privatelink' && product !== 'nlb') return plain;
  return errors.has(`${odd}.${name}`) ? `${odd}.${name}` : `${usual}.${name}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
