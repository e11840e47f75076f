import { array, child, entries, objects, text } from '../meta/object.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { ProtoWriter } from './wire.ts';

/**
 * An OpenAPI v2 document as the protocol buffer that kubectl asks for (`openapi.v2.Document` of gnostic, OpenAPIv2.proto);
 * kubectl reads this form only. Field numbers are those of that file.
 */
export function encodeDocument(document: JsonObject): Uint8Array {
  const { title, version } = child(document, 'info');
  const paths = new ProtoWriter();
  for (const [name, item] of entries(document['paths'])) {
    paths.message(2, named(name, pathItem(isObject(item) ? item : {})));
  }
  const definitions = new ProtoWriter();
  for (const [name, value] of entries(document['definitions'])) definitions.message(1, named(name, schema(value)));
  return new ProtoWriter()
    .text(1, text(document['swagger']))
    .message(2, new ProtoWriter().text(1, text(title)).text(2, text(version)))
    .message(8, paths)
    .message(9, definitions)
    .finish();
}

function named(name: string, value: ProtoWriter): ProtoWriter {
  return new ProtoWriter().text(1, name).message(2, value);
}

/** A value of any shape is written as YAML, of which JSON is part. */
function anything(value: Json | undefined): ProtoWriter | undefined {
  return value === undefined ? undefined : new ProtoWriter().text(2, `${JSON.stringify(value)}\n`);
}

function extensions(writer: ProtoWriter, field: number, object: JsonObject): ProtoWriter {
  for (const [name, value] of Object.entries(object)) {
    const written = name.startsWith('x-') ? anything(value) : undefined;
    if (written !== undefined) writer.message(field, named(name, written));
  }
  return writer;
}

const methods: readonly [string, number][] = [
  ['get', 2],
  ['put', 3],
  ['post', 4],
  ['delete', 5],
  ['patch', 8],
];

function pathItem(item: JsonObject): ProtoWriter {
  const writer = new ProtoWriter();
  for (const [method, field] of methods) {
    const operation = item[method];
    if (isObject(operation)) writer.message(field, operationMessage(operation));
  }
  for (const parameter of objects(item['parameters'])) writer.message(9, parameterItem(parameter));
  return writer;
}

function operationMessage(operation: JsonObject): ProtoWriter {
  const responses = new ProtoWriter();
  for (const [code, response] of entries(operation['responses'])) {
    responses.message(1, named(code, responseValue(isObject(response) ? response : {})));
  }
  const writer = new ProtoWriter()
    .texts(1, strings(operation['tags']))
    .text(3, text(operation['description']))
    .text(5, text(operation['operationId']))
    .texts(6, strings(operation['produces']))
    .texts(7, strings(operation['consumes']));
  for (const parameter of objects(operation['parameters'])) writer.message(8, parameterItem(parameter));
  return extensions(writer.message(9, responses).texts(10, strings(operation['schemes'])), 13, operation);
}

function responseValue(response: JsonObject): ProtoWriter {
  const message = new ProtoWriter().text(1, text(response['description']));
  const own = response['schema'];
  if (own !== undefined) message.message(2, new ProtoWriter().message(1, schema(own)));
  return new ProtoWriter().message(1, message);
}

function parameterItem(parameter: JsonObject): ProtoWriter {
  return new ProtoWriter().message(
    1,
    parameter['in'] === 'body' ? bodyParameter(parameter) : plainParameter(parameter),
  );
}

function bodyParameter(parameter: JsonObject): ProtoWriter {
  const message = new ProtoWriter()
    .text(2, text(parameter['name']))
    .text(3, 'body')
    .flag(4, parameter['required'] === true)
    .message(5, schema(parameter['schema'] ?? {}));
  return new ProtoWriter().message(1, message);
}

function plainParameter(parameter: JsonObject): ProtoWriter {
  const inPath = parameter['in'] === 'path';
  const message = new ProtoWriter()
    .flag(1, parameter['required'] === true)
    .text(2, text(parameter['in']))
    .text(3, text(parameter['description']))
    .text(4, text(parameter['name']))
    .text(inPath ? 5 : 6, text(parameter['type']))
    .flag(inPath ? 19 : 20, parameter['uniqueItems'] === true);
  return new ProtoWriter().message(2, new ProtoWriter().message(inPath ? 4 : 3, message));
}

function schema(value: Json): ProtoWriter {
  const own = isObject(value) ? value : {};
  const writer = new ProtoWriter()
    .text(1, text(own['$ref']))
    .text(2, text(own['format']))
    .text(3, text(own['title']))
    .text(4, text(own['description']))
    .message(5, anything(own['default']))
    .double(6, amount(own['multipleOf']))
    .double(7, amount(own['maximum']))
    .flag(8, own['exclusiveMaximum'] === true)
    .double(9, amount(own['minimum']))
    .flag(10, own['exclusiveMinimum'] === true)
    .integer(11, amount(own['maxLength']))
    .integer(12, amount(own['minLength']))
    .text(13, text(own['pattern']))
    .integer(14, amount(own['maxItems']))
    .integer(15, amount(own['minItems']))
    .flag(16, own['uniqueItems'] === true)
    .integer(17, amount(own['maxProperties']))
    .integer(18, amount(own['minProperties']))
    .texts(19, strings(own['required']));
  for (const item of array(own['enum'])) writer.message(20, anything(item));
  const { additionalProperties, items, type } = own;
  if (typeof additionalProperties === 'boolean') writer.message(21, new ProtoWriter().flag(2, additionalProperties));
  else if (additionalProperties !== undefined) {
    writer.message(21, new ProtoWriter().message(1, schema(additionalProperties)));
  }
  if (typeof type === 'string') writer.message(22, new ProtoWriter().text(1, type));
  if (items !== undefined) writer.message(23, new ProtoWriter().message(1, schema(items)));
  for (const part of array(own['allOf'])) writer.message(24, schema(part));
  const properties = entries(own['properties']);
  if (properties.length > 0) {
    const fields = new ProtoWriter();
    for (const [name, field] of properties) fields.message(1, named(name, schema(field)));
    writer.message(25, fields);
  }
  return extensions(writer, 31, own);
}

function amount(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function strings(value: Json | undefined): string[] {
  return array(value).map(String);
}
