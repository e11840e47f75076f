/** All actions this project calls, by their name on the wire (unique across our products), and their types. */
import type { z } from 'zod';
import { ack } from './ack.ts';
import type { Action, Takes } from './action.ts';
import { ecs } from './ecs.ts';
import { servicemesh } from './mesh.ts';
import { nlb } from './nlb.ts';
import { privatelink } from './privatelink.ts';
import { slb } from './slb.ts';
import { vpc } from './vpc.ts';

const table = { ...privatelink, ...vpc, ...ecs, ...slb, ...nlb, ...ack, ...servicemesh };

type Table = typeof table;

export type ActionName = keyof Table;

export const actions: Readonly<Record<ActionName, Action>> = table;

/** Optional fields may also be given as undefined: they are left out of the call either way. */
type Lenient<Request> = {
  [Field in keyof Request]: Request extends Record<Field, Request[Field]> ? Request[Field] : Request[Field] | undefined;
};

type RequestOf<Declared> = Declared extends Takes<infer Request> ? Request : never;

/** What the call takes, in the wire's own names. RegionId is not among them: the client fills it in. */
export type ActionRequest<Name extends ActionName> = Lenient<RequestOf<Table[Name]['request']>>;

/** What the call answers: only the fields we use, in the wire's own names, the older double nesting unwrapped. */
export type ActionResponse<Name extends ActionName> = z.output<Table[Name]['response']>;

/** The actions that answer in pages. */
export type PagedActionName = {
  [Name in ActionName]: Table[Name] extends { paging: object } ? Name : never;
}[ActionName];

/** One item of a paged answer. */
export type ActionItem<Name extends PagedActionName> = Table[Name] extends { paging: { items: infer Items } }
  ? ActionResponse<Name> extends Record<Items & string, readonly (infer Item)[]>
    ? Item
    : never
  : never;

/** The names in the table, in its order. */
export function actionNames(): ActionName[] {
  // The cast only narrows: Object.keys of this literal are exactly its own keys.
  return Object.keys(table) as ActionName[];
}

/** The RAM actions that a policy must allow for these calls, sorted. */
export function ramActions(names: readonly ActionName[]): string[] {
  return names.map((name) => actions[name].ram).sort();
}
