import { goJson } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { clone, equal, isDeeper, isObject, own, setOwn } from '../schema/json.ts';
import { decodeError, PatchError } from './error.ts';

/** Operations one patch may have, and bytes all its copies together, as the real server limits them. */
const MAX_OPERATIONS = 10_000;
const MAX_COPY_BYTES = 3 * 1024 * 1024;

/** The server never says which operation failed; the reason is kept as the error's cause. */
const REJECTED = 'the server rejected our request due to an error in our request';

const kinds = new Set(['add', 'copy', 'move', 'remove', 'replace', 'test']);

/**
 * RFC 6902, as the server applies it: a negative index counts from the end, and all operations are read before any is applied.
 * The document is left as it is.
 *
 * @throws PatchError 400 for operations that cannot be read, 413 for too many, 422 for one that cannot be applied.
 */
export function jsonPatch(document: Json, operations: Json): Json {
  const parsed = parse(operations);
  let root = clone(document);
  let copied = 0;
  for (const operation of parsed) {
    if (operation.op === 'copy') {
      copied += attempt(() => Buffer.byteLength(JSON.stringify(at(root, operation.from) ?? null)));
      if (copied > MAX_COPY_BYTES) {
        const detail = `the accumulated size increase of copy is ${copied}, exceeding the limit ${MAX_COPY_BYTES}`;
        throw new PatchError(413, `Request entity too large: Unable to complete the copy, ${detail}`);
      }
    }
    root = attempt(() => applyOne(root, operation));
  }
  if (isDeeper(root)) throw new PatchError(422, REJECTED, { cause: new Error('the result nests too deep') });
  return root;
}

interface Operation {
  op: string;
  path: string;
  from: string;
  value: Json;
}

function parse(operations: Json): Operation[] {
  if (operations === null) return [];
  if (!Array.isArray(operations)) {
    throw decodeError(operations, '[]handlers.jsonPatchOp');
  }
  if (operations.length > MAX_OPERATIONS) {
    const text = `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${operations.length}`;
    throw new PatchError(413, `Request entity too large: ${text}`);
  }
  return operations.map((operation) => {
    if (!isObject(operation)) throw decodeError(operation, 'handlers.jsonPatchOp');
    return parseOperation(operation);
  });
}

function parseOperation(operation: JsonObject): Operation {
  const invalid = (why: string): PatchError => new PatchError(400, `invalid operation ${goJson(operation)}: ${why}`);
  const op = operation['op'];
  if (typeof op !== 'string' || !kinds.has(op)) throw invalid('unsupported operation');
  const path = operation['path'];
  if (typeof path !== 'string') {
    throw invalid("failed to decode 'path': operation missing path field: missing value");
  }
  const from = operation['from'];
  if ((op === 'copy' || op === 'move') && typeof from !== 'string') {
    throw invalid("failed to decode 'from': operation, missing from field: missing value");
  }
  const value = own(operation, 'value');
  if ((op === 'add' || op === 'replace') && value === undefined) {
    throw invalid("failed to decode 'value': operation, missing value field: missing value");
  }
  return { op, path, from: typeof from === 'string' ? from : '', value: value ?? null };
}

function attempt<T>(step: () => T): T {
  try {
    return step();
  } catch (cause) {
    throw new PatchError(422, REJECTED, { cause });
  }
}

function applyOne(root: Json, { op, path, from, value }: Operation): Json {
  switch (op) {
    case 'test':
      // What is not there is null, but only in something that is.
      if (typeof (valueAt(root, tokensOf(path).slice(0, -1)) ?? '') !== 'object') {
        throw new Error(`${path} does not exist`);
      }
      if (!equal(at(root, path) ?? null, value)) throw new Error(`${path} is not the value it is tested for`);
      return root;
    case 'remove':
      return edit(root, path, 'remove', null);
    case 'replace':
      return path === '' ? clone(value) : edit(root, path, 'replace', clone(value));
    case 'copy':
    case 'move': {
      const source = at(root, from);
      if (source === undefined) throw new Error(`${from} does not exist`);
      const rest = op === 'move' ? edit(root, from, 'remove', null) : root;
      return edit(rest, path, 'add', clone(source));
    }
    default:
      return path === '' ? clone(value) : edit(root, path, 'add', clone(value));
  }
}

/** RFC 6901. What stands before the first slash is not looked at, as in the server's library. */
function tokensOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(root: Json, path: string): Json | undefined {
  return valueAt(root, tokensOf(path));
}

function valueAt(root: Json, tokens: readonly string[]): Json | undefined {
  let value: Json | undefined = root;
  for (const token of tokens) {
    if (Array.isArray(value)) value = value[indexOf(token, value.length)];
    else value = isObject(value) ? own(value, token) : undefined;
  }
  return value;
}

function edit(root: Json, path: string, how: 'add' | 'remove' | 'replace', value: Json): Json {
  const tokens = tokensOf(path);
  const last = tokens.pop();
  if (last === undefined) {
    if (how === 'remove' || !path.includes('/')) return root; // The library finds nothing to do there.
    return value;
  }
  const parent = valueAt(root, tokens);
  if (Array.isArray(parent)) editList(parent, last, how, value);
  else if (isObject(parent)) editObject(parent, last, how, value);
  else throw new Error(`${path} does not exist`);
  return root;
}

function editObject(parent: JsonObject, key: string, how: 'add' | 'remove' | 'replace', value: Json): void {
  if (how !== 'add' && !Object.hasOwn(parent, key)) throw new Error(`${key} does not exist`);
  if (how === 'remove') delete parent[key];
  else setOwn(parent, key, value);
}

function editList(parent: Json[], token: string, how: 'add' | 'remove' | 'replace', value: Json): void {
  if (how === 'add') {
    const index = token === '-' ? parent.length : indexOf(token, parent.length + 1);
    parent.splice(index, 0, value);
    return;
  }
  const index = indexOf(token, parent.length);
  if (how === 'remove') parent.splice(index, 1);
  else parent[index] = value;
}

function indexOf(token: string, length: number): number {
  const index = /^[+-]?\d+$/.test(token) ? Number(token) : Number.NaN;
  const positive = index < 0 ? index + length : index;
  if (!(positive >= 0 && positive < length)) throw new Error(`${token} is no index of a list of ${length}`);
  return positive;
}
