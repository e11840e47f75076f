import { forbidden, invalid, required } from './cause.ts';
import type { Json } from './json.ts';
import { equal } from './json.ts';
import { compilePattern } from './pattern.ts';
import { fieldOfSchema as at, subSchemas } from './sub-schemas.ts';
import type { Cause, JsonSchema } from './types.ts';

type Level = 'root' | 'item' | 'field';

const missingType: Readonly<Record<Level, string>> = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
};

const intOrString: Json = [{ type: 'integer' }, { type: 'string' }];

/**
 * The rules of a structural schema (apiextensions schema/validation.go, complete.go): the core says every field's type, the
 * logical keywords only add constraints to fields the core has. In the server's order, which is that of the text.
 */
export function checkStructure(schema: JsonSchema, path: string): Cause[] {
  const causes = [...checkCore(schema, 'root', path), ...checkComplete(schema, schema, path, path)];
  const text = ({ field, message }: Cause): string => `${field}: ${message}`;
  return causes.sort((left, right) => (text(left) < text(right) ? -1 : text(left) > text(right) ? 1 : 0));
}

function checkCore(schema: JsonSchema, level: Level, path: string): Cause[] {
  const causes: Cause[] = [];
  const { type = '', items, additionalProperties, properties = {} } = schema;
  if (type === 'array' && items === undefined) causes.push(required(at(path, 'items'), 'must be specified'));
  if (additionalProperties !== undefined && level === 'root') {
    causes.push(forbidden(at(path, 'additionalProperties'), 'must not be used at the root'));
  }
  for (const child of subSchemas(schema, path)) {
    if (child.kind === 'items') causes.push(...checkCore(child.schema, 'item', child.field));
    else if (child.kind === 'properties' || child.kind === 'additionalProperties') {
      causes.push(...checkCore(child.schema, 'field', child.field));
    }
  }
  causes.push(...checkExtensions(schema, level, path), ...checkConstraints(schema, path));
  if (level === 'root' && type !== '' && type !== 'object') {
    causes.push(invalid(at(path, 'type'), type, 'must be object at the root'));
  }
  if (level === 'root' || schema['x-kubernetes-embedded-resource'] === true) {
    causes.push(...checkResourceFields(properties, level, path));
  }
  return causes;
}

function checkExtensions(schema: JsonSchema, level: Level, path: string): Cause[] {
  const causes: Cause[] = [];
  const { type = '' } = schema;
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const eitherKind = schema['x-kubernetes-int-or-string'] === true;
  if (eitherKind && preserves) {
    const detail = 'must be false if x-kubernetes-int-or-string is true';
    causes.push(invalid(at(path, 'x-kubernetes-preserve-unknown-fields'), true, detail));
  }
  if (eitherKind && embedded) {
    const detail = 'must be false if x-kubernetes-int-or-string is true';
    causes.push(invalid(at(path, 'x-kubernetes-embedded-resource'), true, detail));
  }
  if (embedded && type !== 'object') {
    const detail = 'must be object if x-kubernetes-embedded-resource is true';
    causes.push(type === '' ? required(at(path, 'type'), detail) : invalid(at(path, 'type'), type, detail));
  } else if (type === '' && !eitherKind && !preserves) {
    causes.push(required(at(path, 'type'), missingType[level]));
  }
  if (embedded && schema.additionalProperties !== undefined) {
    const detail = 'must not be used if x-kubernetes-embedded-resource is set';
    causes.push(forbidden(at(path, 'additionalProperties'), detail));
  }
  if (embedded && !preserves && Object.keys(schema.properties ?? {}).length === 0) {
    const detail =
      'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields';
    causes.push(required(at(path, 'properties'), detail));
  }
  return causes;
}

function checkResourceFields(properties: Record<string, JsonSchema>, level: Level, path: string): Cause[] {
  const causes: Cause[] = [];
  for (const name of ['kind', 'apiVersion']) {
    const { type = '' } = properties[name] ?? { type: 'string' };
    if (type !== 'string') causes.push(invalid(at(path, `properties[${name}].type`), type, 'must be string'));
  }
  const { metadata } = properties;
  if (metadata === undefined) return causes;
  const field = at(path, 'properties[metadata]');
  if (metadata.type !== 'object') causes.push(invalid(`${field}.type`, metadata.type ?? '', 'must be object'));
  if (level !== 'root') return causes;
  const { type: _type, default: _default, properties: named = {}, description: _description, ...others } = metadata;
  const isOther = (name: string): boolean => name !== 'name' && name !== 'generateName';
  if (Object.keys(others).length > 0 || Object.keys(named).some(isOther)) {
    const detail = 'must not specify anything other than name and generateName, but metadata is implicitly specified';
    causes.push(forbidden(field, detail));
  }
  return causes;
}

/** The logical keywords of a core schema, and its pattern. */
function checkConstraints(schema: JsonSchema, path: string): Cause[] {
  const causes: Cause[] = [];
  const { pattern = '' } = schema;
  if (pattern !== '') {
    const compiled = compilePattern(pattern);
    if ('problem' in compiled) {
      const detail = `must be a valid regular expression, but isn't: ${compiled.problem}`;
      causes.push(invalid(at(path, 'pattern'), pattern, detail));
    }
  }
  const first = schema.allOf?.[0]?.anyOf;
  for (const { schema: child, field, kind } of subSchemas(schema, path)) {
    if (kind === 'anyOf' && isIntOrString(schema.anyOf)) continue;
    const skipFirst = isIntOrString(first) && field === at(path, 'allOf[0]');
    if (kind === 'anyOf' || kind === 'oneOf' || kind === 'not' || kind === 'allOf') {
      causes.push(...checkNested(skipFirst ? { ...child, anyOf: [] } : child, field));
    }
  }
  return causes;
}

function isIntOrString(schemas: JsonSchema[] | undefined): boolean {
  return schemas !== undefined && equal(JSON.parse(JSON.stringify(schemas)), intOrString);
}

const emptyInside = ['type', 'title', 'description'] as const;
const falseInside = [
  'nullable',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
] as const;
const undefinedInside = ['x-kubernetes-list-type', 'x-kubernetes-map-type', 'default'] as const;

/** Inside a logical keyword a schema only constrains: it must not say what a field is. */
function checkNested(schema: JsonSchema, path: string): Cause[] {
  const causes = checkConstraints(schema, path);
  for (const { schema: child, field, kind, name } of subSchemas(schema, path)) {
    if (kind === 'items' || kind === 'properties') causes.push(...checkNested(child, field));
    if (kind === 'properties' && name === 'metadata') {
      causes.push(forbidden(field, 'must not be specified in a nested context'));
    }
  }
  const refuse = (keyword: string, what: string): void => {
    causes.push(forbidden(at(path, keyword), `must be ${what} to be structural`));
  };
  for (const keyword of emptyInside) if ((schema[keyword] ?? '') !== '') refuse(keyword, 'empty');
  for (const keyword of falseInside) if (schema[keyword] === true) refuse(keyword, 'false');
  for (const keyword of undefinedInside) if (schema[keyword] !== undefined) refuse(keyword, 'undefined');
  if (schema.additionalProperties !== undefined) refuse('additionalProperties', 'undefined');
  if ((schema['x-kubernetes-list-map-keys'] ?? []).length > 0) refuse('x-kubernetes-list-map-keys', 'empty');
  if ((schema['x-kubernetes-validations'] ?? []).length > 0) refuse('x-kubernetes-validations', 'empty');
  return causes;
}

/** Every field that a logical keyword constrains must be in the core. */
function checkComplete(
  constraint: JsonSchema,
  core: JsonSchema | undefined,
  path: string,
  constraintPath: string,
): Cause[] {
  const causes: Cause[] = [];
  for (const { schema, field, kind } of subSchemas(constraint, constraintPath)) {
    if (kind === 'allOf' || kind === 'anyOf' || kind === 'oneOf' || kind === 'not') {
      causes.push(...checkNestedComplete(schema, core, path, field));
    }
  }
  return causes;
}

function checkNestedComplete(
  nested: JsonSchema,
  core: JsonSchema | undefined,
  path: string,
  nestedPath: string,
): Cause[] {
  if (core === undefined) return [required(path, `because it is defined in ${nestedPath}`)];
  const causes = checkComplete(nested, core, path, nestedPath);
  for (const { schema, field, kind, name } of subSchemas(nested, nestedPath)) {
    if (kind === 'items') causes.push(...checkNestedComplete(schema, core.items, at(path, 'items'), field));
    if (kind !== 'properties') continue;
    const property = Object.hasOwn(core.properties ?? {}, name) ? core.properties?.[name] : undefined;
    causes.push(...checkNestedComplete(schema, property, at(path, `properties[${name}]`), field));
  }
  return causes;
}
