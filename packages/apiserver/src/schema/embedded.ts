import { invalid, required } from './cause.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject, own } from './json.ts';
import type { Cause, JsonSchema } from './types.ts';
import { within } from './within.ts';

const holdsResources = within((schema) => schema['x-kubernetes-embedded-resource'] === true);

/** Objects under x-kubernetes-embedded-resource must be resources: apiVersion, kind and metadata in their proper form. */
export function checkEmbedded(schema: JsonSchema | undefined, value: Json, path: string): Cause[] {
  if (schema === undefined || !holdsResources(schema)) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => checkEmbedded(schema.items, item, `${path}[${index}]`));
  }
  if (!isObject(value)) return [];
  const causes = schema['x-kubernetes-embedded-resource'] === true ? checkResource(value, path) : [];
  for (const [key, item] of Object.entries(value)) {
    const property = own(schema.properties, key);
    if (property !== undefined) {
      causes.push(...checkEmbedded(property, item, childOf(path, key)));
    } else if (typeof schema.additionalProperties === 'object') {
      causes.push(...checkEmbedded(schema.additionalProperties, item, `${path}[${key}]`));
    }
  }
  return causes;
}

function checkResource(resource: JsonObject, path: string): Cause[] {
  const causes: Cause[] = [];
  const { apiVersion, kind } = resource;
  for (const name of ['apiVersion', 'kind']) {
    if (!Object.hasOwn(resource, name)) causes.push(required(childOf(path, name)));
  }
  if (apiVersion !== undefined) causes.push(...checkApiVersion(apiVersion, childOf(path, 'apiVersion')));
  if (kind !== undefined) causes.push(...checkKind(kind, childOf(path, 'kind')));
  causes.push(...checkMetadata(resource['metadata'], childOf(path, 'metadata')));
  return causes;
}

function checkApiVersion(value: Json, field: string): Cause[] {
  if (typeof value !== 'string') return [invalid(field, value, 'must be a string')];
  if (value === '') return [invalid(field, value, 'must not be empty')];
  const parts = value.split('/');
  return parts.length <= 2 ? [] : [invalid(field, value, `unexpected GroupVersion string: ${value}`)];
}

function checkKind(value: Json, field: string): Cause[] {
  if (typeof value !== 'string') return [invalid(field, value, 'must be a string')];
  if (value === '') return [invalid(field, value, 'must not be empty')];
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/i.test(value) && value.length <= 63) return [];
  const rule =
    value.length > 63
      ? 'must be no more than 63 characters'
      : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, " +
        "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is " +
        "'[a-z]([-a-z0-9]*[a-z0-9])?')";
  return [invalid(field, value, `may have mixed case, but should otherwise match: ${rule}`)];
}

function checkMetadata(value: Json | undefined, field: string): Cause[] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return [invalid(field, value, 'must be an object')];
  const causes: Cause[] = [];
  for (const name of ['name', 'generateName', 'namespace']) {
    const text = value[name];
    if (text === undefined) continue;
    if (typeof text !== 'string') causes.push(invalid(`${field}.${name}`, text, 'must be a string'));
    else if (name !== 'namespace') causes.push(...checkSegment(text, `${field}.${name}`));
  }
  for (const name of ['labels', 'annotations']) {
    const map = value[name];
    if (map === undefined || map === null) continue;
    if (!isObject(map) || Object.values(map).some((item) => typeof item !== 'string')) {
      causes.push(invalid(`${field}.${name}`, map, 'must be a map of strings'));
    }
  }
  return causes;
}

/** A name that can stand in a URL's path. */
function checkSegment(name: string, field: string): Cause[] {
  if (name === '.' || name === '..') return [invalid(field, name, `may not be '${name}'`)];
  return ['/', '%']
    .filter((part) => name.includes(part))
    .map((part) => invalid(field, name, `may not contain '${part}'`));
}

function childOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
