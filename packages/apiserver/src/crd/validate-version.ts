import { isLabel1035 } from '../meta/names.ts';
import { child, objects, text } from '../meta/object.ts';
import { compileJsonPath, JsonPathError } from '../output/jsonpath.ts';
import { invalid, notSupported, required } from '../schema/cause.ts';
import { checkStructural } from '../schema/index.ts';
import { isObject, type JsonObject } from '../schema/json.ts';
import type { Cause, JsonSchema } from '../schema/types.ts';

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];

/** One entry of `spec.versions`: its name, its schema, its printer columns. */
export function validateVersion(version: JsonObject, field: string): Cause[] {
  const name = text(version['name']);
  const causes = isLabel1035(name).map((problem) => invalid(`${field}.name`, name, problem));
  const schema = child(version, 'schema')['openAPIV3Schema'];
  const schemaField = `${field}.schema.openAPIV3Schema`;
  if (!isObject(schema)) causes.push(required(schemaField));
  // Decoded as JSONSchemaProps already, so this is its shape; whether it is structural is what is asked here.
  else causes.push(...checkStructural(schema as JsonSchema, schemaField));
  const columns = objects(version['additionalPrinterColumns']);
  return [
    ...causes,
    ...columns.flatMap((column, index) => validateColumn(column, `${field}.additionalPrinterColumns[${index}]`)),
  ];
}

function validateColumn(column: JsonObject, field: string): Cause[] {
  const causes: Cause[] = [];
  const type = text(column['type']);
  const path = text(column['jsonPath']);
  if (text(column['name']) === '') causes.push(required(`${field}.name`));
  if (type === '') causes.push(required(`${field}.type`, `must be one of ${columnTypes.join(',')}`));
  else if (!columnTypes.includes(type))
    causes.push(invalid(`${field}.type`, type, `must be one of ${columnTypes.join(',')}`));
  const format = text(column['format']);
  const formats = ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'];
  if (format !== '' && !formats.includes(format)) causes.push(notSupported(`${field}.format`, format, formats));
  if (path === '') return [...causes, required(`${field}.jsonPath`)];
  if (!path.startsWith('.'))
    return [
      ...causes,
      invalid(`${field}.jsonPath`, path, 'is an invalid path: must be a simple json path starting with .'),
    ];
  try {
    compileJsonPath(path);
    return causes;
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return [...causes, invalid(`${field}.jsonPath`, path, `is an invalid path: ${error.message}`)];
  }
}
