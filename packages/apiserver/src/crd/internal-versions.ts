import { child } from '../meta/object.ts';
import { each, internalSchema } from '../schema/internal.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { areAlike } from './alike.ts';

/**
 * `spec.versions` as a real server holds them inside and shows them in its messages: the fields of Go's structs in their order
 * (apiextensions types.go), without what all versions have alike, which it keeps once for all of them.
 */
export function internalVersions(versions: readonly JsonObject[]): JsonObject[] {
  const apart = (part: (version: JsonObject) => Json): ((version: JsonObject) => Json) =>
    areAlike(versions, part) ? () => null : part;
  const schema = apart((version) => schemaOf(version['schema']));
  const subresources = apart((version) => subresourcesOf(version['subresources']));
  const columns = apart((version) => each(version['additionalPrinterColumns'], column));
  const fields = apart((version) =>
    each(version['selectableFields'], ({ jsonPath }) => ({ JSONPath: jsonPath ?? '' })),
  );
  return versions.map((version) => ({
    Name: version['name'] ?? '',
    Served: version['served'] ?? false,
    Storage: version['storage'] ?? false,
    Deprecated: version['deprecated'] ?? false,
    DeprecationWarning: version['deprecationWarning'] ?? null,
    Schema: schema(version),
    Subresources: subresources(version),
    AdditionalPrinterColumns: columns(version),
    SelectableFields: fields(version),
  }));
}

function column(value: JsonObject): JsonObject {
  return {
    Name: value['name'] ?? '',
    Type: value['type'] ?? '',
    Format: value['format'] ?? '',
    Description: value['description'] ?? '',
    Priority: value['priority'] ?? 0,
    JSONPath: value['jsonPath'] ?? '',
  };
}

function subresourcesOf(value: Json | undefined): Json {
  if (!isObject(value)) return null;
  const scale = child(value, 'scale');
  return {
    Status: value['status'] === undefined ? null : {},
    Scale: isObject(value['scale'])
      ? {
          SpecReplicasPath: scale['specReplicasPath'] ?? '',
          StatusReplicasPath: scale['statusReplicasPath'] ?? '',
          LabelSelectorPath: scale['labelSelectorPath'] ?? null,
        }
      : null,
  };
}

function schemaOf(value: Json | undefined): Json {
  if (!isObject(value)) return null;
  const schema = value['openAPIV3Schema'];
  return { OpenAPIV3Schema: isObject(schema) ? internalSchema(schema) : null };
}
