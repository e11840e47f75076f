import type { Context } from '../context.ts';
import { type Resource, selectablePaths } from '../resource.ts';
import { forbidden } from '../schema/cause.ts';
import type { Cause } from '../schema/types.ts';
import { everything, parseFieldSelector, parseLabelSelector, type Selector } from '../selectors.ts';
import { badRequest, expired, tooLargeVersion } from '../status.ts';
import { CompactedError, type StoredObject } from '../store/store.ts';
import { booleanOf, integerOf, throwInvalid } from './options.ts';

/** What chooses objects, in lists, watches and deletions of collections. */
export interface Choice {
  /** '' for all namespaces. */
  namespace: string;
  labels: Selector;
  fields: Selector;
}

export function chosen(choice: Choice, object: StoredObject): boolean {
  if (choice.namespace !== '' && object.namespace !== choice.namespace) return false;
  return choice.labels(object.labels) && choice.fields(object.fields);
}

/** @throws StatusError 400 for a selector that cannot be read */
export function parseChoice(resource: Resource, namespace: string, query: URLSearchParams): Choice {
  const labels = query.get('labelSelector') ?? '';
  const fields = query.get('fieldSelector') ?? '';
  return {
    namespace,
    labels: labels === '' ? everything : parseLabelSelector(labels),
    fields:
      fields === '' ? everything : parseFieldSelector(fields, selectablePaths(resource), refusalOf(resource)).matches,
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
  const limit = integerOf(query, 'limit') ?? 0;
  const token = query.get('continue') ?? '';
  checkOptions(query);
  const start = token === '' ? startOf(context, query) : startFrom(token, query);
  const matching = snapshot(context, resource, choice, start, token !== '');
  const rest = start.after === '' ? matching : matching.filter((object) => keyOf(choice, object) >= start.after);
  if (limit <= 0 || rest.length <= limit) return { items: rest, revision: start.revision };
  const items = rest.slice(0, limit);
  const last = items[items.length - 1];
  const selective = choice.labels !== everything || choice.fields !== everything;
  return {
    items,
    revision: start.revision,
    continue: last === undefined ? '' : encodeToken({ revision: start.revision, after: `${keyOf(choice, last)}\0` }),
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
  if (query.has('sendInitialEvents') && booleanOf(query, 'sendInitialEvents')) {
    causes.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  throwInvalid('ListOptions', causes);
}

interface Start {
  revision: number;
  /** Key that the page begins at; '' for the beginning. */
  after: string;
}

function startOf(context: Context, query: URLSearchParams): Start {
  const current = context.store.revision();
  const source = query.get('resourceVersion') ?? '';
  if (source === '' || source === '0') return { revision: current, after: '' };
  const asked = parseVersion(source);
  if (asked > current) throw tooLargeVersion(asked, current);
  return { revision: query.get('resourceVersionMatch') === 'Exact' ? asked : current, after: '' };
}

/** @throws StatusError 400 */
function parseVersion(source: string): number {
  if (/^\d{1,15}$/.test(source)) return Number(source);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: "${source}": strconv.ParseUint: parsing "${source}": invalid syntax`,
  );
}

function snapshot(
  context: Context,
  resource: Resource,
  choice: Choice,
  start: Start,
  continued: boolean,
): StoredObject[] {
  const namespace = choice.namespace === '' ? {} : { namespace: choice.namespace };
  try {
    const objects = context.store.list(resource.collection, { ...namespace, revision: start.revision });
    return objects.filter((object) => chosen(choice, object));
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    throw expired(
      continued
        ? 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.'
        : `The resourceVersion for the provided list is too old.`,
    );
  }
}

/** Where an object stands in a list: by namespace and name, or by name in one namespace. */
function keyOf(choice: Choice, object: StoredObject): string {
  return choice.namespace === '' && object.namespace !== '' ? `${object.namespace}/${object.name}` : object.name;
}

function encodeToken({ revision, after }: Start): string {
  return Buffer.from(JSON.stringify({ v: tokenVersion, rv: revision, start: `/${after}` })).toString('base64url');
}

const tokenVersion = 'meta.k8s.io/v1';

/** The place where the page before has ended. @throws StatusError 400 */
function startFrom(token: string, query: URLSearchParams): Start {
  const start = decodeToken(token);
  const version = query.get('resourceVersion') ?? '';
  if (version !== '' && version !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue');
  }
  return start;
}

function decodeToken(token: string): Start {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const first = String.fromCharCode(Buffer.from(token, 'base64url')[0] ?? 0);
    throw badRequest(
      `invalid continue token: continue key is not valid: invalid character '${first}' looking for beginning of value`,
    );
  }
  const { v, rv, start }: { v?: unknown; rv?: unknown; start?: unknown } =
    typeof value === 'object' && value !== null ? value : {};
  if (v !== tokenVersion) {
    const shown = typeof v === 'string' ? v : JSON.stringify(v ?? '');
    throw badToken(`server does not recognize this encoded version ${shown}`);
  }
  if (!Number.isSafeInteger(rv) || rv === 0) {
    throw badToken(`incorrect encoded start resourceVersion (version ${tokenVersion})`);
  }
  if (typeof start !== 'string' || start === '') throw badToken(`encoded start key empty (version ${tokenVersion})`);
  // A key that does not stay below the collection is nobody's that this server has given out.
  if (start.split('/').includes('..')) throw badToken(start);
  return { revision: Number(rv), after: start.replace(/^\//, '') };
}

function badToken(problem: string): Error {
  return badRequest(`invalid continue token: continue key is not valid: ${problem}`);
}
