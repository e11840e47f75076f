/** A manifest as kubectl reads it, and where in the file each field stands. */
import { readFile } from 'node:fs/promises';
import { fieldPath, resource } from '@asm-privatelink/api';
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';
import { Failure } from '../failure.ts';
import { unreadable } from '../read-error.ts';
import { kubectlYaml } from './kubectl-yaml.ts';

/** From 1, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Manifest {
  /** As given: a path, or `-`. */
  readonly file: string;
  readonly text: string;
  /** As parsed, whatever it is. */
  readonly value: unknown;
  /** Where a field stands, as Kubernetes writes it (`spec.ackVpcEndpoint[0]`); for one that is missing, where it would belong. */
  at(field: string): Position;
}

/**
 * Of several documents in a file the one that is an ASMPvlConfig.
 *
 * @param input for the file `-`
 * @throws Failure when the file cannot be read, is no YAML, or has no such document or several
 */
export async function readManifest(file: string, input: () => Promise<string>): Promise<Manifest> {
  const text = await (file === '-' ? input() : readFile(file, 'utf8')).catch((error: unknown) => {
    throw unreadable('file', file, error);
  });
  return parseManifest(text, file);
}

/** @throws Failure */
export function parseManifest(text: string, file: string): Manifest {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { ...kubectlYaml, lineCounter: lines });
  const documents = Array.isArray(parsed) ? parsed.filter(({ contents }) => contents !== null) : [];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) throw notYaml(error, file);
  const document = chosen(documents, file);
  const positions = positionsIn(document, lines);
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return { file, text, value, at: (field) => positionOf(field, positions) };
}

function chosen(documents: readonly Document[], file: string): Document {
  const [only, ...others] = documents;
  if (only === undefined) throw refused('the file is empty', file, 'Write an ASMPvlConfig into it.');
  if (others.length === 0) return only;
  const fitting = documents.filter((each) => each.get('kind') === resource.kind);
  const [first, second] = fitting;
  if (first !== undefined && second === undefined) return first;
  const what = `of the ${documents.length} documents in the file ${fitting.length} are of kind ${resource.kind}`;
  throw refused(what, file, 'Leave exactly one in it.');
}

function notYaml({ message, code, linePos }: YAMLError, file: string): Failure {
  const { line, col } = linePos?.[0] ?? { line: 1, col: 1 };
  const what = message.split('\n', 1)[0]?.replace(/ at line \d+.*$/, '') ?? code;
  return refused(`the file is not YAML: ${what}`, `${file}:${line}:${col}`, 'Correct the file there.');
}

function refused(what: string, where: string, now: string): Failure {
  return new Failure({ code: 'NotYaml', what, where, now, exit: 'usage' });
}

type Positions = ReadonlyMap<string, Position>;

/** Of a field its value, if that is a scalar, else its name: that is where one changes something. */
function positionsIn(document: Document, lines: LineCounter): Positions {
  const found = new Map<string, Position>();
  const note = (path: readonly PropertyKey[], node: unknown) => {
    const start = hasRange(node) ? node.range[0] : undefined;
    if (start === undefined) return;
    const { line, col } = lines.linePos(start);
    found.set(fieldPath(path), { line, column: col });
  };
  const walk = (node: unknown, path: readonly PropertyKey[]) => {
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const below = [...path, String(pair.key.value)];
        note(below, isScalar(pair.value) && pair.value.value !== null ? pair.value : pair.key);
        walk(pair.value, below);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        note([...path, index], item);
        walk(item, [...path, index]);
      });
    }
  };
  note([], document.contents);
  walk(document.contents, []);
  return found;
}

function hasRange(node: unknown): node is { range: [number, ...number[]] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** What is missing belongs where its parent is. */
function positionOf(field: string, positions: Positions): Position {
  for (let path = field; path !== ''; path = path.replace(/(\.[^.[\]]+|\[[^[\]]*\]|^[^.[\]]+)$/, '')) {
    const position = positions.get(path);
    if (position !== undefined) return position;
    if (!/[.[]/.test(path)) break;
  }
  return positions.get('') ?? { line: 1, column: 1 };
}
