import type { FieldValidation } from '../decode/strict.ts';
import { forbidden, invalid, notSupported, required, tooLong } from '../schema/cause.ts';
import type { Json } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';
import { badRequest, invalidObject } from '../status.ts';

/** The query of a create, update or patch. */
export interface WriteOptions {
  dryRun: boolean;
  /** Who is recorded in managedFields: the fieldManager of the query, else the client program's name. */
  manager: string;
  fieldValidation: FieldValidation;
  force: boolean;
}

const fieldValidations: readonly FieldValidation[] = ['Ignore', 'Strict', 'Warn'];

/** @throws StatusError 422 naming the option and what it may be */
export function parseWriteOptions(
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
  query: URLSearchParams,
  userAgent: string | undefined,
  isApply = false,
): WriteOptions {
  const causes: Cause[] = [];
  const manager = query.get('fieldManager') ?? '';
  const force = query.get('force');
  if (kind === 'PatchOptions') {
    if (isApply && manager === '') causes.push(required('fieldManager', 'is required for apply patch'));
    if (!isApply && force !== null) causes.push(forbidden('force', 'may not be specified for non-apply patch'));
  }
  if (Buffer.byteLength(manager) > 128) causes.push(tooLong('fieldManager', 128));
  const odd = [...manager].findIndex((character) => !/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character));
  if (odd >= 0) causes.push(invalid('fieldManager', manager, unprintable(manager, odd)));
  causes.push(...checkDryRun(query.getAll('dryRun')));
  const asked = query.get('fieldValidation') ?? '';
  const fieldValidation = fieldValidations.find((value) => value === asked);
  if (asked !== '' && fieldValidation === undefined) {
    causes.push(notSupported('fieldValidation', asked, ['', ...fieldValidations]));
  }
  throwInvalid(kind, causes);
  return {
    dryRun: query.getAll('dryRun').some((value) => value !== ''),
    manager: manager === '' ? programOf(userAgent) : manager,
    fieldValidation: fieldValidation ?? 'Warn',
    force: booleanOf(query, 'force'),
  };
}

function unprintable(manager: string, position: number): string {
  const code = [...manager][position]?.codePointAt(0) ?? 0;
  return `invalid character U+${code.toString(16).toUpperCase().padStart(4, '0')} (at position ${position})`;
}

export function checkDryRun(values: readonly string[]): Cause[] {
  const given = values.filter((value) => value !== '');
  const wrong = given.some((value) => value !== 'All');
  return wrong ? [notSupported('dryRun', given as Json[] as Json, ['All'])] : [];
}

export function throwInvalid(kind: string, causes: readonly Cause[]): void {
  if (causes.length > 0) throw invalidObject({ group: 'meta.k8s.io', resource: kind }, '', causes);
}

/** `kubectl` of `kubectl/v1.33.9 (linux/amd64)`: how the server names a manager that does not name itself. */
function programOf(userAgent: string | undefined): string {
  return (userAgent ?? '').split('/')[0]?.slice(0, 128) || 'unknown';
}

/** @throws StatusError 400 */
export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^[+-]?\d+$/.test(value)) throw badRequest(`strconv.ParseInt: parsing "${value}": invalid syntax`);
  return Number(value);
}

/** As apimachinery converts query strings: anything but `false` and `0` is true, and so is nothing at all. */
export function booleanOf(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && value.toLowerCase() !== 'false' && value !== '0';
}
