import type { Context } from '../context.ts';
import { type Resource, selectablePaths } from '../resource.ts';
import { forbidden } from '../schema/cause.ts';
import type { Cause } from '../schema/types.ts';
import { everything, type FieldSelector, parseFieldSelector, parseLabelSelector, type Selector } from '../selectors.ts';
import { badRequest, expired, tooLargeVersion } from '../status.ts';
import { CompactedError, type StoredObject } from '../store/store.ts';
import { ANY_REVISION, decodeToken, encodeToken } from './continue.ts';
import { integerOf, throwInvalid } from './options.ts';

/** What chooses objects, in lists, watches and deletions of collections. */
export interface Choice {
  /** '' for all namespaces. */
  namespace: string;
  labels: Selector;
  fields: Selector;
  /** The one object that `metadata.name=…` asks for, where it can be looked up. */
  name?: string;
}

export function chosen(choice: Choice, object: StoredObject): boolean {
  if (choice.namespace !== '' && object.namespace !== choice.namespace) return false;
  return choice.labels(object.labels) && choice.fields(object.fields);
}

/** @throws StatusError 400 for a selector that cannot be read */
export function parseChoice(resource: Resource, namespace: string, query: URLSearchParams): Choice {
  const labels = query.get('labelSelector') ?? '';
  const fields = query.get('fieldSelector') ?? '';
  const { matches, name }: FieldSelector =
    fields === ''
      ? { matches: everything, name: undefined }
      : parseFieldSelector(fields, selectablePaths(resource), refusalOf(resource));
  return {
    namespace,
    labels: labels === '' ? everything : parseLabelSelector(labels),
    fields: matches,
    ...(name === undefined || query.get('continue') || (resource.namespaced && namespace === '') ? {} : { name }),
  };
}

/** Built-in kinds that have no fields of their own to select by are refused others in the words of all objects. */
function refusalOf({ definition, selectable }: Resource): ((path: string) => string) | undefined {
  if (definition === undefined || Object.keys(selectable).length > 0) return undefined;
  return (path) => `"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

export interface Page {
  items: StoredObject[];
  revision: number;
  continue?: string;
  remaining?: number;
}

/** One page of a list, or all of it. @throws StatusError 400, 410, 422, 504 */
export function listObjects(context: Context, resource: Resource, namespace: string, query: URLSearchParams): Page {
  const choice = parseChoice(resource, namespace, query);
  const token = query.get('continue') ?? '';
  // A list of any version comes whole, as from the cache of a real server, and one object is looked up.
  const isWhole = (token === '' && query.get('resourceVersion') === '0') || choice.name !== undefined;
  const limit = isWhole ? 0 : (integerOf(query, 'limit') ?? 0);
  checkOptions(query);
  const { revision, after } = token === '' ? startOf(context, query, limit) : startFrom(context, token, query);
  const rest = snapshot(context, resource, choice, { revision, after });
  if (limit <= 0) return { items: rest.filter((object) => chosen(choice, object)), revision };
  const items: StoredObject[] = [];
  const end = rest.findIndex((object) => chosen(choice, object) && items.push(object) === limit);
  const last = rest[end];
  if (last === undefined || end === rest.length - 1) return { items, revision };
  const selective = choice.labels !== everything || choice.fields !== everything;
  return {
    items,
    revision,
    // A full page ends where something is left, chosen or not: a real server does not look further either.
    continue: encodeToken({ revision, after: `${keyOf(choice, last)}\0` }),
    // With selectors a real server cannot tell how many are left.
    ...(selective ? {} : { remaining: rest.length - items.length }),
  };
}

function checkOptions(query: URLSearchParams): void {
  const causes: Cause[] = [];
  const match = query.get('resourceVersionMatch') ?? '';
  const version = query.get('resourceVersion') ?? '';
  const field = 'resourceVersionMatch';
  if (match !== '') {
    if (version === '') {
      causes.push(forbidden(field, 'resourceVersionMatch is forbidden unless resourceVersion is provided'));
    }
    if ((query.get('continue') ?? '') !== '') {
      causes.push(forbidden(field, 'resourceVersionMatch is forbidden when continue is provided'));
    }
    if (match !== 'Exact' && match !== 'NotOlderThan') {
      const message = `Unsupported value: "${match}": supported values: "Exact", "NotOlderThan", ""`;
      causes.push({ reason: 'FieldValueNotSupported', field, message });
    } else if (match === 'Exact' && version === '0') {
      causes.push(forbidden(field, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
    }
  }
  if (query.has('sendInitialEvents')) {
    causes.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  throwInvalid('ListOptions', causes);
}

interface Start {
  revision: number;
  /** Key that the page begins at; '' for the beginning. */
  after: string;
}

/** Pages of a version are of just that one, unless another match is asked for. */
function startOf(context: Context, query: URLSearchParams, limit: number): Start {
  const current = context.store.revision();
  const source = query.get('resourceVersion') ?? '';
  if (source === '' || source === '0') return { revision: current, after: '' };
  const asked = parseVersion(source);
  if (asked > current) throw tooLargeVersion(asked, current);
  const match = query.get('resourceVersionMatch') ?? '';
  const isExact = match === 'Exact' || (match === '' && limit > 0);
  return { revision: isExact ? asked : current, after: '' };
}

/** @throws StatusError 400 */
function parseVersion(source: string): number {
  if (/^\d{1,15}$/.test(source)) return Number(source);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: "${source}": strconv.ParseUint: parsing "${source}": invalid syntax`,
  );
}

/** The place where the page before has ended. @throws StatusError 400, 504 */
function startFrom(context: Context, token: string, query: URLSearchParams): Start {
  const start = decodeToken(token);
  const version = query.get('resourceVersion') ?? '';
  if (version !== '' && version !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue');
  }
  const current = context.store.revision();
  if (start.revision > current) throw tooLargeVersion(start.revision, current);
  return start.revision < 0 ? { ...start, revision: current } : start;
}

/** What is to be chosen from, as it was at the start. @throws StatusError 410, with a token to go on with all the same if this is a later page */
function snapshot(context: Context, resource: Resource, choice: Choice, start: Start): readonly StoredObject[] {
  const namespace = choice.namespace === '' ? {} : { namespace: choice.namespace };
  try {
    const objects = context.store.list(resource.collection, { ...namespace, revision: start.revision });
    const { name } = choice;
    if (name !== undefined) return objects.filter((object) => object.name === name);
    return start.after === '' ? objects : objects.filter((object) => keyOf(choice, object) >= start.after);
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    if (start.after === '') throw expired('The resourceVersion for the provided list is too old.');
    throw expired(inconsistent, encodeToken({ revision: ANY_REVISION, after: start.after }));
  }
}

const inconsistent =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue ' +
  'parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token ' +
  'results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned ' +
  'and now may show up in the list.';

/** Where an object stands in a list: by namespace and name, or by name in one namespace. */
function keyOf(choice: Choice, object: StoredObject): string {
  return choice.namespace === '' && object.namespace !== '' ? `${object.namespace}/${object.name}` : object.name;
}
