import type { NameCheck } from './meta/names.ts';
import type { JsonObject } from './schema/json.ts';
import type { Cause, JsonSchema } from './schema/types.ts';
import type { Subject } from './status.ts';

/** A column of a Table; `read` gives its cell. */
export interface Column {
  name: string;
  type: string;
  format: string;
  description: string;
  priority: number;
  read(object: JsonObject, now: number): string | number | boolean | null;
}

export type ResourceVerb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch';

/** All other stored objects of the kind. */
export interface Others {
  /** Whether one of them has this value in one of its selectable fields. */
  have(field: string, value: string): boolean;
  /** They themselves, read from the store at each call. */
  all(): JsonObject[];
}

/** What a kind does differently at its writes. Objects are given whole; every hook is pure. */
export interface Strategy {
  /** Fills in what the decoder does: it counts as said by whoever writes, and is theirs in managedFields. */
  defaults?(object: JsonObject): JsonObject;
  /** Fills in what a new object of the kind gets from the server: nobody's in managedFields. */
  prepareCreate?(object: JsonObject): JsonObject;
  /** The same for a replacement. */
  prepareUpdate?(object: JsonObject, before: JsonObject): JsonObject;
  /** Gives what only one object of the kind may have, to one that does not ask for a certain one. */
  allocate?(object: JsonObject, others: Others): JsonObject;
  /** What is wrong with what it asks for anew, among all others of the kind. */
  validateAllocation?(object: JsonObject, before: JsonObject | undefined, others: Others): Cause[];
  validate?(object: JsonObject): Cause[];
  validateUpdate?(object: JsonObject, before: JsonObject): Cause[];
  /** What a writer of an object that is right should still hear; not asked of writes of the status. */
  warnings?(object: JsonObject, before: JsonObject | undefined): string[];
  /** What holds a deleted object besides its finalizers; an empty list lets it go. */
  holdDeletion?(object: JsonObject): string[];
  /** Completes the mark on an object that is held. */
  prepareDelete?(object: JsonObject): JsonObject;
}

/** How a kind's own validation looks at metadata once more, after that of every kind: it shows in the causes that a refusal lists. */
export interface OwnMetadataChecks {
  /** A finalizer without a domain must be one of Kubernetes itself. */
  standardFinalizers: boolean;
  /** At an update: not at all, at what changes, or as at a creation too. */
  atUpdate: 'none' | 'change' | 'whole';
}

/**
 * A kind of object that the server serves under one group and version: the one description that routing, discovery, OpenAPI,
 * storage and output all work from.
 */
export interface Resource {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  listKind: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  verbs: readonly ResourceVerb[];
  /** Whether `/status` exists; writes of the main resource then leave status alone, and those of status all else. */
  status: boolean;
  /** The version that they are kept in, where it is another one. */
  storageVersion?: string;
  /** For custom resources, the apiVersions of all versions that their definition has, served or not. */
  versions?: readonly string[];
  /** Where its objects are kept: `group/plural`, shared by all versions. */
  collection: string;
  /** Names the schema version; a stored object with another one is converted when read. */
  stamp: string;
  /** For built-ins, the OpenAPI definition its requests are decoded by; custom resources go by their schema alone. */
  definition: string | undefined;
  schema: JsonSchema;
  /** Whether the schema has CEL rules. */
  rules: boolean;
  /** The revision from which watches may begin: that at which the resource came to be served in this form. */
  since: number;
  generation: boolean;
  /** The group of its Go type, where that is another one: both kinds of events are the core's. */
  typeGroup?: string;
  columns: readonly Column[];
  /** Fields that selectors may name besides metadata.name (and metadata.namespace). */
  selectable: Readonly<Record<string, (object: JsonObject) => string>>;
  checkName: NameCheck;
  ownMetadata: OwnMetadataChecks;
  strategy: Strategy;
  /** A PUT without a resourceVersion overwrites whatever is there. */
  unconditionalUpdate: boolean;
  /** A PUT of what is not there creates it. */
  createOnUpdate?: boolean;
  /** For built-ins, the fields that an object of Go has before anything is set: nobody owns these. */
  zero?: JsonObject;
  /** Its `/finalize`, where it has one: the same objects, replaced by other rules. */
  finalize?: Resource;
  /** Whether a garbage collector minds its dependents. */
  collected: boolean;
  /** A deleted object itself is the answer to its deletion, not a Status. */
  returnsDeleted: boolean;
  /** Warning that every answer bears, of a deprecated version. */
  deprecation?: string;
  /** Between the stored form and this version's, where they differ in more than apiVersion. */
  conversion?: { toStored(object: JsonObject): JsonObject; fromStored(object: JsonObject): JsonObject };
}

export function apiVersionOf({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** How "not found", "conflict" and their like name the resource: by its plural. */
export function subjectOf({ group, plural }: Resource): Subject {
  return { group, resource: plural };
}

/** How "is invalid" names it: by its kind, in the group where the real server has its type. */
export function kindOf({ group, typeGroup, kind }: Resource): Subject {
  return { group: typeGroup ?? group, resource: kind };
}

/** The paths that a field selector may name. */
export function selectablePaths(resource: Resource): string[] {
  const metadata = resource.namespaced ? ['metadata.name', 'metadata.namespace'] : ['metadata.name'];
  return [...metadata, ...Object.keys(resource.selectable)];
}
