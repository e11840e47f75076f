import { sorted } from './go-format.ts';
import { isObject, type Json, type JsonObject, own, setOwn } from './json.ts';

/** Schemas and rules as a real server shows them in its messages: the fields of Go's structs in their order (apiextensions types_jsonschema.go). */

export function internalSchema(schema: JsonObject): JsonObject {
  const all = (key: string): Json => each(schema[key], internalSchema);
  const { items, not, additionalProperties, externalDocs } = schema;
  return {
    ID: schema['id'] ?? '',
    Schema: schema['$schema'] ?? '',
    Ref: schema['$ref'] ?? null,
    Description: schema['description'] ?? '',
    Type: schema['type'] ?? '',
    Nullable: schema['nullable'] ?? false,
    Format: schema['format'] ?? '',
    Title: schema['title'] ?? '',
    Default: sorted(schema['default'] ?? null),
    Maximum: schema['maximum'] ?? null,
    ExclusiveMaximum: schema['exclusiveMaximum'] ?? false,
    Minimum: schema['minimum'] ?? null,
    ExclusiveMinimum: schema['exclusiveMinimum'] ?? false,
    MaxLength: schema['maxLength'] ?? null,
    MinLength: schema['minLength'] ?? null,
    Pattern: schema['pattern'] ?? '',
    MaxItems: schema['maxItems'] ?? null,
    MinItems: schema['minItems'] ?? null,
    UniqueItems: schema['uniqueItems'] ?? false,
    MultipleOf: schema['multipleOf'] ?? null,
    Enum: sorted(schema['enum'] ?? null),
    MaxProperties: schema['maxProperties'] ?? null,
    MinProperties: schema['minProperties'] ?? null,
    Required: schema['required'] ?? null,
    Items: isObject(items) ? { Schema: internalSchema(items), JSONSchemas: null } : null,
    AllOf: all('allOf'),
    OneOf: all('oneOf'),
    AnyOf: all('anyOf'),
    Not: isObject(not) ? internalSchema(not) : null,
    Properties: named(schema['properties']),
    AdditionalProperties:
      additionalProperties === undefined
        ? null
        : {
            Allows: additionalProperties !== false,
            Schema: isObject(additionalProperties) ? internalSchema(additionalProperties) : null,
          },
    PatternProperties: named(schema['patternProperties']),
    Dependencies: null,
    AdditionalItems: null,
    Definitions: named(schema['definitions']),
    ExternalDocs: isObject(externalDocs)
      ? { Description: externalDocs['description'] ?? '', URL: externalDocs['url'] ?? '' }
      : null,
    Example: sorted(schema['example'] ?? null),
    XPreserveUnknownFields: schema['x-kubernetes-preserve-unknown-fields'] ?? null,
    XEmbeddedResource: schema['x-kubernetes-embedded-resource'] ?? false,
    XIntOrString: schema['x-kubernetes-int-or-string'] ?? false,
    XListMapKeys: schema['x-kubernetes-list-map-keys'] ?? null,
    XListType: schema['x-kubernetes-list-type'] ?? null,
    XMapType: schema['x-kubernetes-map-type'] ?? null,
    XValidations: each(schema['x-kubernetes-validations'], internalRule),
  };
}

export function internalRule(value: Readonly<Record<string, Json | undefined>>): JsonObject {
  return {
    Rule: value['rule'] ?? '',
    Message: value['message'] ?? '',
    MessageExpression: value['messageExpression'] ?? '',
    Reason: value['reason'] ?? null,
    FieldPath: value['fieldPath'] ?? '',
    OptionalOldSelf: value['optionalOldSelf'] ?? null,
  };
}

function named(value: Json | undefined): Json {
  if (!isObject(value)) return null;
  const result: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    const schema = own(value, key);
    setOwn(result, key, isObject(schema) ? internalSchema(schema) : null);
  }
  return result;
}

/** A list of structs; null where there is none. */
export function each(list: Json | undefined, write: (item: JsonObject) => JsonObject): Json {
  return Array.isArray(list) ? list.filter(isObject).map(write) : null;
}
