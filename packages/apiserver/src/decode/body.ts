import { isUtf8 } from 'node:buffer';
import { isDeeper, isObject, type Json, type JsonObject } from '../schema/json.ts';
import { badRequest, StatusError, unsupportedMediaType } from '../status.ts';
import { isYamlToo } from '../yaml/json-text.ts';
import { readYaml } from '../yaml/read.ts';
import { jsonProblem } from './json-problem.ts';
import { parseProtobuf } from './protobuf.ts';
import { duplicatesInJson, duplicatesInYaml, noProblems, type StrictProblems } from './strict.ts';

const protobufType = 'application/vnd.kubernetes.protobuf';

/** The media types that a real server names when it refuses another; answers here are never protobuf, and bodies only of built-in kinds. */
export const objectMediaTypes = ['application/json', 'application/yaml', protobufType];
/** The same of watches. */
export const streamMediaTypes = ['application/json;stream=watch', `${protobufType};stream=watch`];

/** Bytes a request's body may have (the real limit of the API server). */
export const maxBodyBytes = 3 * 1024 * 1024;
/** Levels a body may nest; deeper ones are refused before anything walks them. */
const maxDepth = 500;

export interface Body {
  value: Json;
  /** Of keys given twice. */
  duplicates: StrictProblems;
}

/** The text of a body. @throws StatusError 413 when it is larger than `maxBodyBytes` */
export function bodyText(body: string | Uint8Array | undefined): string {
  if (body === undefined) return '';
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  if (size > maxBodyBytes) throw tooLarge();
  return typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

export function tooLarge(): StatusError {
  const message = `Request entity too large: limit is ${maxBodyBytes}`;
  return new StatusError(413, 'RequestEntityTooLarge', message);
}

/** The media type of a Content-Type header, without parameters; JSON when there is none. */
export function mediaType(contentType: string | undefined): string {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return type === '' ? 'application/json' : type;
}

export interface ObjectBody extends Body {
  /** The text it was read from, for messages. */
  text: string;
}

/**
 * The body of a create, update or deletion. Only built-in kinds have a form in protocol buffers.
 * @throws StatusError 415 for a media type that holds no object, 400 for a body that is none, 413
 */
export function parseObjectBody(
  body: string | Uint8Array | undefined,
  contentType: string | undefined,
  { kind, builtin }: { kind: string; builtin: boolean },
): ObjectBody {
  const type = mediaType(contentType);
  if (type === protobufType && builtin) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array());
    if (bytes.byteLength > maxBodyBytes) throw tooLarge();
    const value = fromProtobuf(bytes, kind);
    return { value: shallow(value), duplicates: noProblems, text: JSON.stringify(value) };
  }
  if (type !== 'application/json' && type !== 'application/yaml') throw unsupportedMediaType(objectMediaTypes);
  const text = bodyText(body);
  const isYaml = type === 'application/yaml';
  try {
    return { ...(isYaml ? parseYaml(body) : parseJson(text)), text };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const problem = isYaml ? error.message : `couldn't get version/kind; json parse error: ${jsonProblem(text)}`;
    throw unrecognized(kind, problem, body ?? '');
  }
}

function fromProtobuf(bytes: Uint8Array, kind: string): JsonObject {
  try {
    return parseProtobuf(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw unrecognized(kind, error.message, bytes);
    throw error;
  }
}

/** `the object provided is unrecognized (must be of type Widget): …`, with the beginning of the body. */
export function unrecognized(kind: string, problem: string, body: string | Uint8Array): StatusError {
  const bytes = Buffer.from(body);
  const text = bytes.toString('utf8');
  const readable = /^\s*\{/.test(text);
  const start = readable ? text.slice(0, 30) : bytes.toString('hex').slice(0, 60);
  const shown = text === '' ? '<empty>' : text.length > 30 ? `${start} ...` : start;
  return badRequest(`the object provided is unrecognized (must be of type ${kind}): ${problem} (${shown})`);
}

/** @throws SyntaxError, StatusError 400 for a body nested too deeply */
function parseJson(text: string): Body {
  const value: Json = JSON.parse(text) as Json;
  return { value: shallow(value), duplicates: duplicatesInJson(text) };
}

/** The JSON that a YAML stands for. @throws SyntaxError in the words of a real server, StatusError 413 or 400 for JSON nested too deeply */
export function parseYaml(body: string | Uint8Array | undefined): Body {
  const text = bodyText(body);
  return parsedJson(text, body) ?? parsedYaml(typeof body === 'object' ? body : Buffer.from(text));
}

function parsedYaml(bytes: Uint8Array): Body {
  const { value, repeated } = readYaml(bytes, maxDepth);
  return { value, duplicates: duplicatesInYaml(repeated) };
}

/** Nearly every YAML that comes is JSON, which is read many times as fast; undefined for other text. */
function parsedJson(text: string, body: string | Uint8Array | undefined): Body | undefined {
  const isWhole = typeof body !== 'object' || isUtf8(body);
  if (!text.startsWith('{') || !isWhole || !isYamlToo(text)) return undefined;
  try {
    const parsed = parseJson(text);
    return parsed.duplicates === noProblems ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function tooDeep(): StatusError {
  return badRequest(`the object nests deeper than ${maxDepth} levels`);
}

function shallow(value: Json): Json {
  if (isDeeper(value, maxDepth)) throw tooDeep();
  return value;
}

/** `{}` that is really an object, and says what it is in words. @throws StatusError 400 */
export function requireObject(value: Json, kind: string, text: string): asserts value is { [key: string]: Json } {
  if (!isObject(value)) {
    const shape =
      'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
    throw unrecognized(kind, unmarshalling(value, `value of type ${shape}`), text);
  }
  for (const field of ['apiVersion', 'kind']) {
    const said = value[field] ?? '';
    if (typeof said === 'string') continue;
    throw unrecognized(kind, unmarshalling(said, `struct field .${field} of type string`), text);
  }
}

function unmarshalling(value: Json, into: string): string {
  const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return `couldn't get version/kind; json parse error: json: cannot unmarshal ${type} into Go ${into}`;
}
