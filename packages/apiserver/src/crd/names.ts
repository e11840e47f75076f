import { timestamp } from '../clock.ts';
import type { Context } from '../context.ts';
import { array, child, objects, text } from '../meta/object.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { approvalOf } from './approval.ts';

/** Which of its names a definition gets, and what its status says of that: the naming controller of apiextensions. */

export function conditionOf(definition: JsonObject, type: string): JsonObject | undefined {
  return objects(child(definition, 'status')['conditions']).find((condition) => condition['type'] === type);
}

/** The definition with this condition, in the place of a former one of its type. */
export function withCondition(definition: JsonObject, condition: JsonObject): JsonObject {
  const status = child(definition, 'status');
  const conditions = objects(status['conditions']).filter((other) => other['type'] !== condition['type']);
  return { ...definition, status: { ...status, conditions: [...conditions, condition] } };
}

/** The status a definition deserves: its names accepted unless another of the group holds them, then established for good. */
export function nextStatus(context: Context, definition: JsonObject): JsonObject {
  const { acceptedNames, conflict } = acceptNames(context, definition);
  const lastTransitionTime = timestamp(context.clock.now());
  const accepted: JsonObject =
    conflict === undefined
      ? { status: 'True', reason: 'NoConflicts', message: 'no conflicts found' }
      : { status: 'False', ...conflict };
  const established: JsonObject =
    conflict === undefined
      ? { status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' }
      : { status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' };
  const wished: [string, JsonObject][] = [['NamesAccepted', accepted]];
  if (conditionOf(definition, 'Established')?.['status'] !== 'True') wished.push(['Established', established]);
  const approval = approvalOf(definition);
  if (approval !== undefined) {
    const status = approval.state === 'Approved' ? 'True' : 'False';
    const condition = { status, reason: `${approval.state}Annotation`, message: approval.message };
    wished.push(['KubernetesAPIApprovalPolicyConformant', condition]);
  }
  const conditions = objects(child(definition, 'status')['conditions']);
  for (const [type, { status = '', reason = '', message = '' }] of wished) {
    const former = conditions.findIndex((condition) => condition['type'] === type);
    const condition: JsonObject = { type, status, lastTransitionTime, reason, message };
    if (former < 0) conditions.push(condition);
    else if (conditions[former]?.['status'] !== status || conditions[former]?.['message'] !== message) {
      conditions[former] = condition;
    }
  }
  return { ...child(definition, 'status'), conditions, acceptedNames };
}

/** Each name by itself is accepted or not; of several conflicts the last is told, as a real server does. */
function acceptNames(
  context: Context,
  definition: JsonObject,
): { acceptedNames: JsonObject; conflict: { reason: string; message: string } | undefined } {
  const spec = child(definition, 'spec');
  const names = child(spec, 'names');
  const plural = text(names['plural']);
  const others = context.registry.all().filter((other) => other.group === spec['group'] && other.plural !== plural);
  const taken = new Set(others.flatMap((other) => [other.plural, other.singular, ...other.shortNames]));
  const kinds = new Set(others.flatMap((other) => [other.kind, other.listKind]));
  const before = child(child(definition, 'status'), 'acceptedNames');

  let conflict: { reason: string; message: string } | undefined;
  const choose = (key: string, held: ReadonlySet<string>): Json | undefined => {
    const wanted = names[key];
    const clash = (Array.isArray(wanted) ? wanted : [wanted]).find((name) => held.has(text(name)));
    if (clash === undefined) return wanted;
    const what = key.slice(0, 1).toUpperCase() + key.slice(1);
    conflict = { reason: `${what}Conflict`, message: `"${text(clash)}" is already in use` };
    return before[key];
  };
  const acceptedNames: JsonObject = { plural: choose('plural', taken) ?? '' };
  for (const [key, held] of [
    ['singular', taken],
    ['shortNames', taken],
    ['kind', kinds],
    ['listKind', kinds],
  ] as const) {
    const name = choose(key, held);
    if (name !== undefined && name !== '') acceptedNames[key] = name;
  }
  acceptedNames['kind'] ??= '';
  if (array(names['categories']).length > 0) acceptedNames['categories'] = array(names['categories']);
  return { acceptedNames, conflict };
}
