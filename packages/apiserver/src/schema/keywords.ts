import { forbidden, invalid, notSupported, required } from './cause.ts';
import { isObject } from './json.ts';
import { fieldOfSchema as at, subSchemas } from './sub-schemas.ts';
import type { Cause, JsonSchema } from './types.ts';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const resourceFields = new Set(['apiVersion', 'kind', 'metadata']);

/** Where a schema stands, as far as keywords depend on it. */
interface Surroundings {
  isRoot: boolean;
  insideMetadata: boolean;
  /** Why no default may be set here; '' when one may. */
  noDefault: string;
}

/** Keywords the server does not serve, and what its own extensions demand (apiextensions validation.go). */
export function checkKeywords(schema: JsonSchema, path: string): Cause[] {
  return check(schema, path, { isRoot: true, insideMetadata: false, noDefault: '' });
}

function check(schema: JsonSchema, path: string, around: Surroundings): Cause[] {
  const causes = [...checkOwn(schema, path, around), ...checkListMap(schema, path), ...checkMapKeys(schema, path)];
  for (const { schema: child, field, kind, name } of subSchemas(schema, path)) {
    let { insideMetadata, noDefault } = around;
    if (kind === 'additionalProperties' && insideMetadata) {
      noDefault = 'inside additionalProperties applying to object metadata';
    }
    const isResource = around.isRoot || schema['x-kubernetes-embedded-resource'] === true;
    if (kind === 'properties' && isResource && resourceFields.has(name)) {
      insideMetadata = true;
      if (around.isRoot) noDefault = `in top-level ${name}`;
    }
    causes.push(...check(child, field, { isRoot: false, insideMetadata, noDefault }));
  }
  return causes;
}

function checkOwn(schema: JsonSchema, path: string, { insideMetadata, noDefault }: Surroundings): Cause[] {
  const causes: Cause[] = [];
  const { type = '' } = schema;
  if (type !== '' && !types.includes(type)) causes.push(notSupported(at(path, 'type'), type, types));
  if (schema.default !== undefined && noDefault !== '') {
    causes.push(forbidden(at(path, 'default'), `must not be set ${noDefault}`));
  }
  // Not in JsonSchema on purpose: no other code may come to rely on them.
  const keywords: Record<string, unknown> = { ...schema };
  for (const keyword of ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref']) {
    const value = keywords[keyword];
    const isBare =
      value === '' || (isObject(value) && Object.keys(value).length === 0 && keyword !== 'additionalItems');
    if (value !== undefined && !isBare) causes.push(forbidden(at(path, keyword), `${keyword} is not supported`));
  }
  if (type === 'null') {
    causes.push(forbidden(at(path, 'type'), 'type cannot be set to null, use nullable as an alternative'));
  }
  if (Array.isArray(schema.items)) {
    causes.push(forbidden(at(path, 'items'), 'items must be a schema object and not an array'));
  }
  if (insideMetadata && schema['x-kubernetes-embedded-resource'] === true) {
    causes.push(forbidden(at(path, 'x-kubernetes-embedded-resource'), 'must not be used inside of resource meta'));
  }
  if (schema.uniqueItems === true) {
    const detail = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic';
    causes.push(forbidden(at(path, 'uniqueItems'), detail));
  }
  const { additionalProperties } = schema;
  if (
    Object.keys(schema.properties ?? {}).length > 0 &&
    additionalProperties !== undefined &&
    additionalProperties !== true
  ) {
    const detail = 'additionalProperties and properties are mutual exclusive';
    causes.push(forbidden(at(path, 'additionalProperties'), detail));
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    causes.push(invalid(at(path, 'x-kubernetes-preserve-unknown-fields'), false, 'must be true or undefined'));
  }
  causes.push(...checkMapType(schema, path));
  return causes;
}

function checkMapType(schema: JsonSchema, path: string): Cause[] {
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType === undefined) return [];
  const causes = checkTypeIs(schema, 'object', 'x-kubernetes-map-type', path);
  const known = ['atomic', 'granular'];
  if (!known.includes(mapType)) causes.push(notSupported(at(path, 'x-kubernetes-map-type'), mapType, known));
  return causes;
}

function checkTypeIs(schema: JsonSchema, type: string, keyword: string, path: string): Cause[] {
  if (schema.type === type) return [];
  const detail = `must be ${type} if ${keyword} is specified`;
  const field = at(path, 'type');
  return [(schema.type ?? '') === '' ? required(field, detail) : invalid(field, schema.type, detail)];
}

function checkListMap(schema: JsonSchema, path: string): Cause[] {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const field = at(path, 'x-kubernetes-list-type');
  const causes: Cause[] = [];
  if (listType !== undefined) {
    causes.push(...checkTypeIs(schema, 'array', 'x-kubernetes-list-type', path));
    if (causes.length === 0 && listType === 'set') causes.push(...checkSetItems(schema.items, path));
    const known = ['atomic', 'set', 'map'];
    if (!known.includes(listType)) causes.push(notSupported(field, listType, known));
  }
  if (keys.length > 0 && listType !== 'map') {
    const detail = 'must be map if x-kubernetes-list-map-keys is non-empty';
    causes.push(listType === undefined ? required(field, detail) : invalid(field, listType, detail));
  }
  if (listType !== 'map') return causes;
  if (keys.length === 0) {
    causes.push(required(at(path, 'x-kubernetes-list-map-keys'), 'must not be empty if x-kubernetes-list-type is map'));
  }
  const { items } = schema;
  if (items === undefined) {
    causes.push(required(at(path, 'items'), 'must have a schema if x-kubernetes-list-type is map'));
  } else if (items.type !== 'object') {
    const detail = "must be object if parent array's x-kubernetes-list-type is map";
    causes.push(invalid(at(path, 'items.type'), items.type ?? '', detail));
  } else {
    causes.push(...checkKeyNames(items, keys, path));
  }
  return causes;
}

function checkSetItems(items: JsonSchema | undefined, path: string): Cause[] {
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  const listType = items?.['x-kubernetes-list-type'];
  if (items?.type === 'array' && listType !== undefined && listType !== 'atomic') {
    return [invalid(at(path, 'items.x-kubernetes-list-type'), listType, detail)];
  }
  if (items?.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic') {
    return [invalid(at(path, 'items.x-kubernetes-map-type'), listType ?? null, detail)];
  }
  return [];
}

function checkKeyNames(items: JsonSchema, keys: readonly string[], path: string): Cause[] {
  const causes: Cause[] = [];
  const field = at(path, 'x-kubernetes-list-map-keys');
  for (const [index, key] of keys.entries()) {
    const property = Object.hasOwn(items.properties ?? {}, key) ? items.properties?.[key] : undefined;
    if (property === undefined) {
      causes.push(invalid(field, [...keys], 'entries must all be names of item properties'));
    } else if (property.type === 'array' || property.type === 'object') {
      const detail = "must be a scalar type if parent array's x-kubernetes-list-type is map";
      causes.push(invalid(at(path, `items.properties[${key}].type`), items.type, detail));
    }
    if (keys.indexOf(key) < index) causes.push(invalid(field, [...keys], 'must not contain duplicate entries'));
  }
  return causes;
}

/** Items of sets and list maps must be there to be told apart: their keys are required or have defaults, and are never null. */
function checkMapKeys({ items, ...schema }: JsonSchema, path: string): Cause[] {
  const listType = schema['x-kubernetes-list-type'];
  if (items === undefined || (listType !== 'set' && listType !== 'map')) return [];
  const causes: Cause[] = [];
  if (items.nullable === true) {
    causes.push(forbidden(at(path, 'items.nullable'), `cannot be nullable when x-kubernetes-list-type is ${listType}`));
  }
  if (listType === 'set') return causes;
  const because = 'this property is in x-kubernetes-list-map-keys, so it';
  for (const key of schema['x-kubernetes-list-map-keys'] ?? []) {
    const property = Object.hasOwn(items.properties ?? {}, key) ? items.properties?.[key] : undefined;
    if (property === undefined) continue;
    const field = at(path, `items.properties[${key}]`);
    if (property.default === undefined && !(items.required ?? []).includes(key)) {
      causes.push(required(`${field}.default`, `${because} must have a default or be a required property`));
    }
    if (property.nullable === true) causes.push(forbidden(`${field}.nullable`, `${because} cannot be nullable`));
  }
  return causes;
}
