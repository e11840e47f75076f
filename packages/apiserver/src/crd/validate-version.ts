import { isLabel1035 } from '../meta/names.ts';
import { child, objects, text } from '../meta/object.ts';
import { invalid, notSupported, required } from '../schema/cause.ts';
import { checkStructural } from '../schema/index.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import type { Cause, JsonSchema } from '../schema/types.ts';
import { areAlike } from './alike.ts';

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];

/**
 * The entries of `spec.versions`: their names, schemas and printer columns. What all versions have alike, a real server
 * keeps once for all of them, and its messages name the place where it keeps it.
 */
export function validateEachVersion(versions: readonly JsonObject[]): Cause[] {
  const field = (index: number): string => `spec.versions[${index}]`;
  const names = versions.flatMap((version, index) => {
    const name = text(version['name']);
    return isLabel1035(name).map((problem) => invalid(`${field(index)}.name`, name, problem));
  });
  const schemas = versions.flatMap((version, index) =>
    isObject(schemaOf(version)) ? [] : [required(`${field(index)}.schema.openAPIV3Schema`)],
  );
  if (schemas.length === 0) {
    schemas.push(
      ...together(versions, schemaOf, 'spec.validation', (index) => `${field(index)}.schema`).flatMap(
        ({ value, at }) =>
          // Decoded as JSONSchemaProps already, so this is its shape; whether it is structural is what is asked here.
          isObject(value) ? checkStructural(value as JsonSchema, `${at}.openAPIV3Schema`) : [],
      ),
    );
  }
  const columnsOf = (version: JsonObject): Json | undefined => version['additionalPrinterColumns'];
  const columns = together(versions, columnsOf, 'spec', field).flatMap(({ value, at }) =>
    objects(value).flatMap((column, index) => validateColumn(column, `${at}.additionalPrinterColumns[${index}]`)),
  );
  return [...names, ...schemas, ...columns, ...misplacedFields(versions)];
}

/** Selectable fields that a real server keeps elsewhere than the schemas, for all versions or for each, and therefore refuses. */
function misplacedFields(versions: readonly JsonObject[]): Cause[] {
  const fieldsOf = (version: JsonObject): JsonObject[] => objects(version['selectableFields']);
  const [first] = versions;
  if (first === undefined) return [];
  const schemasTogether = areAlike(versions, (version) => version['schema']);
  const fieldsTogether = areAlike(versions, fieldsOf);
  if (schemasTogether === fieldsTogether) return [];
  if (fieldsTogether) {
    const detail = 'may only be set when validations.schema is included';
    return fieldsOf(first).length > 0 ? [invalid('spec.selectableFields', '', detail)] : [];
  }
  const detail = 'may only be set when `version.schema.openAPIV3Schema` is not included';
  return versions.flatMap((version, index) =>
    fieldsOf(version).length > 0 ? [invalid(`spec.versions[${index}].selectableFields`, '', detail)] : [],
  );
}

function schemaOf(version: JsonObject): Json | undefined {
  return child(version, 'schema')['openAPIV3Schema'];
}

/** A part of the versions: once, at `common`, when it is the same in all of them, else one by one. */
function together(
  versions: readonly JsonObject[],
  part: (version: JsonObject) => Json | undefined,
  common: string,
  field: (index: number) => string,
): { value: Json | undefined; at: string }[] {
  const apart = versions.map((version, index) => ({ value: part(version), at: field(index) }));
  return areAlike(versions, part) ? apart.slice(0, 1).map(({ value }) => ({ value, at: common })) : apart;
}

function validateColumn(column: JsonObject, field: string): Cause[] {
  const causes: Cause[] = [];
  const type = text(column['type']);
  const path = text(column['jsonPath']);
  if (text(column['name']) === '') causes.push(required(`${field}.name`));
  if (type === '') causes.push(required(`${field}.type`, `must be one of ${columnTypes.join(',')}`));
  else if (!columnTypes.includes(type)) {
    causes.push(invalid(`${field}.type`, type, `must be one of ${columnTypes.join(',')}`));
  }
  const format = text(column['format']);
  const formats = ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'];
  if (format !== '' && !formats.includes(format)) causes.push(notSupported(`${field}.format`, format, formats));
  if (path === '') return [...causes, required(`${field}.JSONPath`)];
  if (!path.startsWith('.')) {
    causes.push(invalid(`${field}.JSONPath`, path, 'must be a simple json path starting with .'));
  }
  return causes;
}
