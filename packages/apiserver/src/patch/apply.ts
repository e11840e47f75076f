import { goQuote } from '../schema/go-format.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { clone, equal, isObject } from '../schema/json.ts';
import type { JsonSchema } from '../schema/types.ts';
import { checkTyped } from './check-typed.ts';
import { PatchError } from './error.ts';
import type { FieldSet } from './field-set.ts';
import { describePath, difference, emptySet, isEmpty, pathsOf, recursiveDifference, setOf } from './field-set.ts';
import { allowedByLastApplied, withLastApplied } from './last-applied.ts';
import type { Identity, Owner, Owners } from './managed-fields.ts';
import { compareText, decodeOwners, identityKey, inGroupOf, unconvertible } from './managed-fields.ts';
import { mergeTyped } from './merge-typed.ts';
import {
  changes,
  claimedByOthers,
  ownersAfterUpdate,
  prune,
  reconcileOwners,
  release,
  withoutUnowned,
} from './ownership.ts';
import { resourceSchema } from './resource.ts';
import { managedFieldsOf, withManagedFields } from './stamp.ts';
import { toFieldSet } from './to-field-set.ts';

export interface ApplyRequest {
  /** The stored object; undefined when it does not exist yet. */
  live: JsonObject | undefined;
  applied: JsonObject;
  manager: string;
  force: boolean;
  /** The kind's schema; apiVersion, kind and metadata need not be in it. */
  schema: JsonSchema;
  /** '' for the object itself, or `status`. */
  subresource: string;
  /** RFC 3339 in whole seconds, as managedFields bears it. */
  now: string;
  apiVersion: string;
  /** The apiVersions that objects of the kind can be converted to; any, where it is not said. */
  versions?: readonly string[] | undefined;
  /** Top-level fields this endpoint does not write, as `resetFields` gives them. */
  reset?: readonly string[];
}

export interface ConflictCause {
  reason: 'FieldManagerConflict';
  field: string;
  message: string;
}

/** What a 409 answers: its message, and a cause per field. */
export interface Conflicts {
  message: string;
  causes: ConflictCause[];
}

/** The fields an endpoint of a custom resource does not write: the status one all but the status, the main one the status if it has an endpoint. */
export function resetFields(subresource: string, hasStatusSubresource: boolean): readonly string[] {
  if (subresource === 'status') return ['metadata', 'spec'];
  return hasStatusSubresource ? ['status'] : [];
}

/**
 * Server-side apply: merges a configuration into the live object, takes away what this manager applied before and does not
 * now, and keeps managedFields, as structured-merge-diff does. The object comes back before defaulting and without the
 * endpoint's own resets, and null where a map or list has lost all it had.
 *
 * @throws PatchError 400 for managedFields in the configuration, 500 for one that does not fit the schema and for live ones of a
 *   version that is gone, as the real server answers.
 */
export function apply(request: ApplyRequest): { object: JsonObject } | { conflicts: Conflicts } {
  const { applied, manager, apiVersion, subresource } = request;
  const type = resourceSchema(request.schema);
  const metadata = applied['metadata'];
  if (isObject(metadata) && (metadata['managedFields'] ?? null) !== null) {
    throw new PatchError(400, 'metadata.managedFields must be nil');
  }
  const problems = checkTyped(type, applied);
  if (problems.length > 0) {
    throw new PatchError(500, `failed to create typed patch object (${nameOf(applied)}): ${joined(problems)}`);
  }
  const live = request.live ?? {};
  const decoded = decodeOwners(managedFieldsOf(live));
  if (decoded === undefined) throw new PatchError(500, `failed to decode managed fields of ${nameOf(live)}`);
  const lost = unconvertible(decoded, request.versions);
  if (lost !== undefined) throw new PatchError(500, `request to convert CR to an invalid group/version: ${lost}`);
  const identity: Identity = {
    manager: manager === '' ? 'unknown' : manager,
    operation: 'Apply',
    apiVersion,
    subresource,
  };
  const reset = setOf(...(request.reset ?? []).map((name) => [name]));
  const time = request.now;
  const owners =
    decoded.size > 0 || request.live === undefined
      ? inGroupOf(apiVersion, decoded)
      : firstOwners(type, live, identity, time, reset);

  const plan = merge(type, live, applied, reconcileOwners(type, live, owners), identity, reset);
  const key = identityKey(identity);
  const claims = request.force ? new Map<string, FieldSet>() : claimedByOthers(plan.owners, key, plan.change);
  const contested = manager === 'kubectl' ? withoutLastApplied(type, live, apiVersion, claims) : claims;
  if (contested.size > 0) return { conflicts: describeConflicts(plan.owners, contested) };

  const next = release(plan.owners, key, plan.change);
  const own = next.get(key);
  if (own !== undefined) settle(next, key, own, equal(live, plan.object) ? undefined : time);
  const object = manager === 'kubectl' ? withLastApplied(plan.object, applied) : plan.object;
  return { object: withManagedFields(object, next) };
}

interface Plan {
  object: JsonObject;
  owners: Owners;
  change: ReturnType<typeof changes>;
}

function merge(
  type: JsonSchema,
  live: JsonObject,
  applied: JsonObject,
  owners: Owners,
  identity: Identity,
  reset: FieldSet,
): Plan {
  const key = identityKey(identity);
  const previous = owners.get(key);
  const fields = recursiveDifference(toFieldSet(type, applied), reset);
  const time = previous?.time === undefined ? {} : { time: previous.time };
  const claimed = new Map(owners).set(key, { ...identity, fields, ...time });
  const merged = mergeTyped(type, live, applied) ?? {};
  const object = prune(type, clone(merged), previous?.fields ?? emptySet, claimed);
  if (!isObject(object)) throw new PatchError(500, `applying leaves nothing of ${nameOf(applied)}`);
  return { object, owners: claimed, change: changes(type, live, object, reset) };
}

/** An object that was never tracked is taken to have been written by somebody before. */
function firstOwners(type: JsonSchema, live: JsonObject, identity: Identity, time: string, reset: FieldSet): Owners {
  const before: Identity = { ...identity, manager: 'before-first-apply', operation: 'Update' };
  return ownersAfterUpdate(type, {}, live, new Map(), before, time, reset);
}

/** Takes from the applier's entry what nobody owns; it is dated when the apply changed the object, and not otherwise. */
function settle(owners: Map<string, Owner>, key: string, owner: Owner, time: string | undefined): void {
  const fields = withoutUnowned(owner.fields);
  if (isEmpty(fields)) owners.delete(key);
  else owners.set(key, { ...owner, fields, ...(time === undefined ? {} : { time }) });
}

function withoutLastApplied(
  type: JsonSchema,
  live: JsonObject,
  apiVersion: string,
  claims: Map<string, FieldSet>,
): Map<string, FieldSet> {
  if (claims.size === 0) return claims;
  const allowed = allowedByLastApplied(type, live, apiVersion);
  const left = [...claims].map(([key, fields]) => [key, difference(fields, allowed)] as const);
  return new Map(left.filter(([, fields]) => !isEmpty(fields)));
}

function describeConflicts(owners: Owners, contested: Map<string, FieldSet>): Conflicts {
  const groups = [...contested].map(([key, fields]) => ({
    owner: describeOwner(owners.get(key)),
    fields: [...pathsOf(fields)].map(describePath),
  }));
  groups.sort((left, right) => compareText(left.owner, right.owner));
  const causes = groups.flatMap(({ owner, fields }) =>
    fields.map(
      (field): ConflictCause => ({ reason: 'FieldManagerConflict', field, message: `conflict with ${owner}` }),
    ),
  );
  const [first, ...others] = causes;
  if (first !== undefined && others.length === 0) {
    return { message: `Apply failed with 1 conflict: ${first.message}: ${first.field}`, causes };
  }
  const lines = groups.flatMap(({ owner, fields }) => [
    `conflicts with ${owner}:`,
    ...fields.map((field) => `- ${field}`),
  ]);
  return { message: `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`, causes };
}

/** `"kubectl-client-side-apply" using istio.alibabacloud.com/v1beta1` */
function describeOwner(owner: Owner | undefined): string {
  if (owner === undefined) return goQuote('');
  const subresource = owner.subresource === '' ? '' : ` with subresource ${goQuote(owner.subresource)}`;
  const version = owner.operation === 'Update' ? ` using ${owner.apiVersion}` : '';
  return `${goQuote(owner.manager)}${subresource}${version}`;
}

/** `namespace/name; group/version, Kind=kind`, as the server names an object in such errors. */
function nameOf(object: JsonObject): string {
  const metadata = object['metadata'];
  const { namespace, name } = isObject(metadata) ? metadata : {};
  return `${textOf(namespace)}/${textOf(name)}; ${goKindOf(object)}`;
}

/** `group/version, Kind=kind`: the core's group is ''. */
function goKindOf({ apiVersion, kind }: JsonObject): string {
  const version = textOf(apiVersion);
  return `${version.includes('/') ? version : `/${version}`}, Kind=${textOf(kind)}`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The answer to a configuration that fits the schema, and still makes no object of the kind. */
export function unconverted(applied: JsonObject, problem: string): PatchError {
  const converting = `unable to convert unstructured object to ${goKindOf(applied)}: ${problem}`;
  return new PatchError(500, `failed to convert new object (${nameOf(applied)}) to proper version: ${converting}`);
}

function joined(problems: readonly string[]): string {
  return problems.length === 1 ? problems.join() : ['errors:', ...problems.map((problem) => `  ${problem}`)].join('\n');
}
