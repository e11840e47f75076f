import { decode, serialise, textOf } from '../codec.ts';
import type { Format } from '../http/accept.ts';
import { metadataOf, typedText } from '../meta/object.ts';
import { apiVersionOf, type Resource } from '../resource.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { StatusError } from '../status.ts';
import type { StoredObject } from '../store/store.ts';
import type { Page } from '../verbs/list.ts';
import { type TableOptions, tableOf } from './table.ts';

/** JSON texts of answers: objects and lists in the form that was asked for. */

export interface ViewOptions extends TableOptions {
  format: Format;
  now: number;
}

/** One object, given parsed, and as it was stored if it just was. @throws StatusError for a form that is a list's alone */
export function objectText(
  resource: Resource,
  object: JsonObject,
  options: ViewOptions,
  stored?: StoredObject,
): string {
  switch (options.format.as?.kind) {
    case undefined:
      return stored === undefined ? serialise(resource, object) : textOf(resource, stored);
    case 'Table': {
      const { resourceVersion } = metadataOf(object);
      return JSON.stringify(tableOf(resource, [object], metadataWith(resourceVersion), options));
    }
    case 'PartialObjectMetadataList':
      throw notAList(resource);
    default:
      return partialText(object, options);
  }
}

/** One object, given as stored: its text goes out as it is wherever that will do. */
export function storedText(resource: Resource, stored: StoredObject, options: ViewOptions): string {
  if (options.format.as === undefined) return textOf(resource, stored);
  return objectText(resource, decode(resource, stored), options);
}

/** A list or a page of one. @throws StatusError for a form that is an object's alone */
export function listText(resource: Resource, page: Page, options: ViewOptions): string {
  const metadata: JsonObject = {
    resourceVersion: String(page.revision),
    ...(page.continue === undefined ? {} : { continue: page.continue }),
    ...(page.remaining === undefined ? {} : { remainingItemCount: page.remaining }),
  };
  switch (options.format.as?.kind) {
    case 'Table':
      return JSON.stringify(
        tableOf(
          resource,
          page.items.map((item) => decode(resource, item)),
          metadata,
          options,
        ),
      );
    case undefined:
      return plainList(resource, page, metadata);
    case 'PartialObjectMetadata': {
      const type = resource.definition === undefined ? '*unstructured.UnstructuredList' : goList(resource);
      const message = `you requested PartialObjectMetadata, but the requested object is a list (${type})`;
      throw new StatusError(406, 'NotAcceptable', message);
    }
    default: {
      const items = page.items.map((item) => partialText(decode(resource, item), options));
      const version = options.format.as?.version ?? 'v1';
      return `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/${version}","metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`;
    }
  }
}

/** `*v1.SecretList`: the list's type in Go. */
function goList({ version, listKind }: Resource): string {
  return `*${version}.${listKind}`;
}

function plainList(resource: Resource, page: Page, metadata: JsonObject): string {
  const apiVersion = apiVersionOf(resource);
  if (resource.definition === undefined) {
    const items = page.items.map((item) => textOf(resource, item)).join(',');
    const sorted = {
      continue: metadata['continue'] ?? '',
      ...pick(metadata, 'remainingItemCount'),
      ...pick(metadata, 'resourceVersion'),
    };
    return `{"apiVersion":"${apiVersion}","items":[${items}],"kind":"${resource.listKind}","metadata":${JSON.stringify(sorted)}}`;
  }
  const items = page.items.map((item) => withoutType(textOf(resource, item), resource)).join(',');
  return `{"kind":"${resource.listKind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[${items}]}`;
}

/** Items of a built-in list say no kind and version: the list does. */
function withoutType(text: string, resource: Resource): string {
  const head = `{"kind":"${resource.kind}","apiVersion":"${apiVersionOf(resource)}",`;
  return text.startsWith(head) ? `{${text.slice(head.length)}` : text;
}

function partialText(object: JsonObject, { format }: ViewOptions): string {
  const apiVersion = `meta.k8s.io/${format.as?.version ?? 'v1'}`;
  return typedText({ kind: 'PartialObjectMetadata', apiVersion, metadata: metadataOf(object) });
}

function metadataWith(resourceVersion: Json | undefined): JsonObject {
  return resourceVersion === undefined ? {} : { resourceVersion };
}

function pick(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return value === undefined ? {} : { [key]: value };
}

/** As real 1.20 and 1.36 servers answer for built-ins, and 1.36 for custom resources, whose type it does not know. */
function notAList({ definition, group, typeGroup, kind }: Resource): StatusError {
  if (definition === undefined) return new StatusError(500, '', 'content is not a list');
  const type = `*${(typeGroup ?? group).split('.')[0] || 'core'}.${kind}`;
  const message = `you requested PartialObjectMetadataList, but the requested object is not a list (${type})`;
  return new StatusError(406, 'NotAcceptable', message);
}
