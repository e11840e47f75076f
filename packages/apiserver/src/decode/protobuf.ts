import messagesJson from '../../reference/protobuf.json' with { type: 'json' };
import { isObject, type Json, type JsonObject, own, setOwn } from '../schema/json.ts';
import { badRequest } from '../status.ts';

/**
 * Bodies in the protocol buffers of Kubernetes, which kubectl and other Go clients send for built-in kinds.
 * Answers are never written so: those clients take JSON too. Field numbers are those of the `generated.proto`
 * files of k8s.io/api, k8s.io/apimachinery and k8s.io/apiextensions-apiserver, kept in `reference/protobuf.json`.
 */

type Field = readonly [name: string, type: string, kind: string];
// Each message is a record from field number to its name, type, and whether it is one, a list or a map.
const messages = messagesJson as unknown as Readonly<Record<string, Readonly<Record<string, Field>>>>;

/** What stands before every object: `k8s` and a zero byte. */
const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

const metaPackage = 'k8s.io.apimachinery.pkg.apis.meta.v1';
const definitionsPackage = 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1';

/** The object in a body, as JSON has it. @throws RangeError for bytes that are none, StatusError 400 for a kind that is not known */
export function parseProtobuf(bytes: Uint8Array): JsonObject {
  if (bytes.byteLength === 0 || !magic.equals(bytes.subarray(0, 4))) {
    throw new RangeError('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  }
  const envelope = fieldsOf(bytes.subarray(4));
  const type = fieldsOf(bytesOf(envelope, 1));
  const apiVersion = Buffer.from(bytesOf(type, 1)).toString('utf8');
  const kind = Buffer.from(bytesOf(type, 2)).toString('utf8');
  const name = messageName(apiVersion, kind);
  if (messages[name] === undefined) throw badRequest(`no kind "${kind}" is registered for version "${apiVersion}"`);
  return { kind, apiVersion, ...decodeMessage(name, bytesOf(envelope, 2), 0) };
}

function messageName(apiVersion: string, kind: string): string {
  if (kind === 'DeleteOptions') return `${metaPackage}.DeleteOptions`;
  if (apiVersion === 'apiextensions.k8s.io/v1') return `${definitionsPackage}.${kind}`;
  const [group = '', version] = apiVersion.split('/');
  const path = version === undefined ? `core.${group}` : `${group.replace(/\.k8s\.io$/, '')}.${version}`;
  return `k8s.io.api.${path}.${kind}`;
}

interface RawField {
  number: number;
  value: Uint8Array | bigint;
}

/** Levels that messages may nest: a schema takes three for each of its own. */
const maxDepth = 200;

function fieldsOf(bytes: Uint8Array): RawField[] {
  const fields: RawField[] = [];
  let position = 0;
  const varint = (): bigint => {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[position];
      if (byte === undefined) throw new RangeError('a number ends early');
      position += 1;
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, result);
    }
    throw new RangeError('a number is too long');
  };
  const take = (size: number): Uint8Array => {
    if (size < 0 || position + size > bytes.byteLength) throw new RangeError('a field ends early');
    position += size;
    return bytes.subarray(position - size, position);
  };
  while (position < bytes.byteLength) {
    const tag = Number(varint());
    const wire = tag & 7;
    const number = tag >>> 3;
    if (wire === 0) fields.push({ number, value: varint() });
    else if (wire === 1) fields.push({ number, value: take(8) });
    else if (wire === 2) fields.push({ number, value: take(Number(varint())) });
    else if (wire === 5) fields.push({ number, value: take(4) });
    else throw new RangeError(`proto: illegal wireType ${wire}`);
  }
  return fields;
}

function bytesOf(fields: readonly RawField[], number: number): Uint8Array {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? value : new Uint8Array();
}

function decodeMessage(name: string, bytes: Uint8Array, depth: number): JsonObject {
  if (depth > maxDepth) throw new RangeError(`messages nest deeper than ${maxDepth}`);
  const known = messages[name] ?? {};
  const result: JsonObject = {};
  for (const { number, value } of fieldsOf(bytes)) {
    const field = known[String(number)];
    if (field === undefined) continue;
    const [key, type, kind] = field;
    if (kind === 'map') {
      const entry = value instanceof Uint8Array ? fieldsOf(value) : [];
      const entryKey = Buffer.from(bytesOf(entry, 1)).toString('utf8');
      const item = decodeValue(type, entry.find((one) => one.number === 2)?.value ?? new Uint8Array(), depth);
      const present = own(result, key);
      const entries: JsonObject = isObject(present) ? present : {};
      setOwn(entries, entryKey, item);
      result[key] = entries;
    } else if (kind === 'list') {
      const present = own(result, key);
      const items = Array.isArray(present) ? present : [];
      items.push(decodeValue(type, value, depth));
      result[key] = items;
    } else {
      result[key] = decodeValue(type, value, depth);
    }
  }
  return result;
}

function decodeValue(type: string, value: Uint8Array | bigint, depth: number): Json {
  const bytes = value instanceof Uint8Array ? value : new Uint8Array();
  switch (type) {
    case 'string':
      return Buffer.from(bytes).toString('utf8');
    case 'bytes':
      return Buffer.from(bytes).toString('base64');
    case 'bool':
      return typeof value === 'bigint' && value !== 0n;
    case 'double':
      return bytes.byteLength === 8 ? Buffer.from(bytes).readDoubleLE() : 0;
    case 'int32':
    case 'int64':
      return typeof value === 'bigint' ? Number(value) : 0;
    case `${metaPackage}.Time`:
      return timeOf(bytes)?.replace(/\.\d+Z$/, 'Z') ?? null;
    case `${metaPackage}.MicroTime`:
      return timeOf(bytes);
    case 'k8s.io.apimachinery.pkg.util.intstr.IntOrString':
      return intOrString(bytes);
    case `${metaPackage}.FieldsV1`:
    case 'k8s.io.apimachinery.pkg.runtime.RawExtension':
    case `${definitionsPackage}.JSON`:
      return rawJson(bytesOf(fieldsOf(bytes), 1));
    case `${definitionsPackage}.JSONSchemaPropsOrArray`:
    case `${definitionsPackage}.JSONSchemaPropsOrBool`:
    case `${definitionsPackage}.JSONSchemaPropsOrStringArray`:
      return schemaOrElse(decodeMessage(type, bytes, depth + 1));
    default:
      if (type.endsWith('.ExtraValue')) {
        return fieldsOf(bytes).map((field) => decodeValue('string', field.value, depth));
      }
      return decodeMessage(type, bytes, depth + 1);
  }
}

/** An absent time is a message without fields. */
function timeOf(bytes: Uint8Array): string | null {
  const fields = fieldsOf(bytes);
  const part = (number: number): number => Number(fields.find((field) => field.number === number)?.value ?? 0);
  if (fields.length === 0) return null;
  const date = new Date(part(1) * 1000);
  if (Number.isNaN(date.getTime())) throw new RangeError('a time is out of range');
  const micros = String(Math.floor(part(2) / 1000)).padStart(6, '0');
  return date.toISOString().replace(/\.\d+Z$/, `.${micros}Z`);
}

function intOrString(bytes: Uint8Array): Json {
  const fields = fieldsOf(bytes);
  const isText = fields.some((field) => field.number === 1 && field.value === 1n);
  if (isText) return Buffer.from(bytesOf(fields, 3)).toString('utf8');
  return Number(fields.find((field) => field.number === 2)?.value ?? 0);
}

/** What may be a schema or something else is a message with a field for either, and in JSON the one that is set. */
function schemaOrElse(either: JsonObject): Json {
  return either['jSONSchemas'] ?? either['property'] ?? either['schema'] ?? either['allows'] ?? {};
}

function rawJson(bytes: Uint8Array): Json {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;
  } catch {
    throw new RangeError('raw JSON in it does not parse');
  }
}
