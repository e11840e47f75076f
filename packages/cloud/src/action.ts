/**
 * What there is to know about one cloud action, as data: how it is called, what it takes and answers, how often the
 * cloud allows it and what it may not run beside. Everything that treats actions alike (the client, the budget, the
 * paging, the RAM policy) reads this and nothing else.
 */
import type { z } from 'zod';

export type Product = 'privatelink' | 'vpc' | 'ecs' | 'slb' | 'nlb' | 'cs' | 'servicemesh';

/**
 * A published rate, counted by the cloud per region, action and main account (alibaba-cloud-api §2.5).
 * `confirmed` is false where the reference only presumes the number from the pattern of the published table.
 */
export interface Rate {
  readonly calls: number;
  readonly seconds: number;
  readonly confirmed: boolean;
}

/**
 * What the cloud forbids to run at the same time: a second call on the same account, on the same service, on the same
 * endpoint. `field` is the request's field that names the service or the endpoint.
 */
export type Lock =
  | { readonly scope: 'account' }
  | { readonly scope: 'service'; readonly field: 'ServiceId' }
  | { readonly scope: 'endpoint'; readonly field: 'EndpointId' };

/** How a list goes on to its next page, and under which name of the (parsed) answer its items stand. */
export type Paging<Items extends string = string> =
  | { readonly by: 'token'; readonly items: Items }
  | { readonly by: 'number'; readonly items: Items };

/** A type carried along without a value. */
export interface Takes<Request> {
  readonly takes?: Request;
}

/** The request type of an action, to stand in its data: `request: takes<{ VpcId: string }>()`. */
export function takes<Request extends object>(): Takes<Request> {
  return {};
}

export interface Action {
  readonly product: Product;
  readonly version: string;
  readonly style: 'RPC' | 'ROA';
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `/` for RPC. In ROA paths `{name}` stands for the request's field of that name, which is then sent nowhere else. */
  readonly pathname: string;
  readonly access: 'read' | 'write';
  /** Where the parameters go: the URL's query, or the body (a form for RPC, JSON for ROA). */
  readonly params: 'query' | 'body';
  /** Whether the client fills in `RegionId`. */
  readonly regional: boolean;
  readonly request: Takes<object>;
  readonly response: z.ZodType;
  /** Absent where nothing is published: such calls are not held back until the cloud says so. */
  readonly rate?: Rate;
  readonly locks?: readonly Lock[];
  /** What a RAM policy must allow. */
  readonly ram: string;
  readonly paging?: Paging;
}

/** A rate seen in the published table. */
export function published(calls: number, seconds: number): Rate {
  return { calls, seconds, confirmed: true };
}

/** A rate that follows the published table's pattern but was not seen in it (unconfirmed). */
export function presumed(calls: number, seconds: number): Rate {
  return { calls, seconds, confirmed: false };
}

export const perAccount: readonly Lock[] = [{ scope: 'account' }];
export const perService: readonly Lock[] = [{ scope: 'service', field: 'ServiceId' }];
export const perEndpoint: readonly Lock[] = [{ scope: 'endpoint', field: 'EndpointId' }];
