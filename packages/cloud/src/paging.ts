import * as z from 'zod';
import type { Paging } from './action.ts';
import { type ActionItem, type ActionRequest, actions, type PagedActionName } from './actions.ts';
import type { Cloud } from './cloud.ts';
import { CloudError, isRecord } from './errors.ts';

export interface PagingOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Items a page; default 50. That is the largest size every text of the reference allows for every list here: newer
   * PrivateLink models take up to 1,000, older texts 50; VPC 50, CLB 100 (both unconfirmed; alibaba-cloud-api §1.2).
   * More is fewer calls where the cloud allows it, and `InvalidParameter` where it does not.
   */
  readonly pageSize?: number | undefined;
  /** Most pages to read before the list counts as endless; default 1,000. */
  readonly maxPages?: number | undefined;
}

/**
 * The pages of a list, each as its items, until the cloud says it was the last.
 * @throws CloudError `TooManyPages` (kind bug) for a list that repeats its token or does not end in `maxPages`.
 *
 * @example
 * for await (const endpoints of pages(cloud, 'ListVpcEndpoints', { Tag: [{ Key, Value }] })) …
 */
export async function* pages<Name extends PagedActionName>(
  cloud: Cloud<NoInfer<Name>>,
  name: Name,
  request: ActionRequest<Name>,
  { signal, pageSize = 50, maxPages = 1_000 }: PagingOptions = {},
): AsyncGenerator<ActionItem<Name>[], void, undefined> {
  const paging: Paging | undefined = actions[name].paging;
  if (paging === undefined) throw new TypeError(`${name} does not answer in pages`);
  let cursor: Cursor = { page: 1, seen: 0 };
  for (;;) {
    const position = fieldsOf(paging, cursor, pageSize);
    const answer: unknown = await cloud.call(name, { ...request, ...position }, { signal });
    // The action's own schema has read the answer: its items are a list of this type.
    const items = (isRecord(answer) ? answer[paging.items] : []) as ActionItem<Name>[];
    yield items;
    const next = nextOf(paging, cursor, items.length, answer);
    if (next === undefined) return;
    if (next.page > maxPages || (next.token !== undefined && next.token === cursor.token)) {
      const message = `the list did not end after ${cursor.page} pages of ${pageSize}`;
      throw new CloudError({ code: 'TooManyPages', action: name, message });
    }
    cursor = next;
  }
}

/** All items of a list. */
export async function listAll<Name extends PagedActionName>(
  cloud: Cloud<NoInfer<Name>>,
  name: Name,
  request: ActionRequest<Name>,
  options?: PagingOptions,
): Promise<ActionItem<Name>[]> {
  const all: ActionItem<Name>[] = [];
  for await (const items of pages(cloud, name, request, options)) all.push(...items);
  return all;
}

/** What `as` makes of all items of a list, none or more of each. What else a page bears is let go before the next one is read. */
export async function listAs<Name extends PagedActionName, T>(
  cloud: Cloud<NoInfer<Name>>,
  name: Name,
  request: ActionRequest<Name>,
  as: (item: ActionItem<Name>) => readonly T[],
  options?: PagingOptions,
): Promise<T[]> {
  const all: T[] = [];
  for await (const items of pages(cloud, name, request, options)) all.push(...items.flatMap(as));
  return all;
}

interface Cursor {
  /** From 1. */
  readonly page: number;
  /** Items before this page. */
  readonly seen: number;
  readonly token?: string;
}

function fieldsOf(paging: Paging, { page, token }: Cursor, pageSize: number): Record<string, unknown> {
  switch (paging.by) {
    case 'token':
      return { MaxResults: pageSize, NextToken: token };
    case 'number':
      return { PageNumber: page, PageSize: pageSize };
  }
}

const ends = z.object({
  NextToken: z.string().optional(),
  TotalCount: z.number().optional(),
});

/** Where to go on, if anywhere. A list by number ends at its total, or with an empty page. */
function nextOf(paging: Paging, cursor: Cursor, items: number, answer: unknown): Cursor | undefined {
  const { NextToken: token, TotalCount = Number.POSITIVE_INFINITY } = ends.parse(answer);
  const next = { page: cursor.page + 1, seen: cursor.seen + items };
  if (paging.by === 'token') return token === undefined || token === '' ? undefined : { ...next, token };
  return items === 0 || next.seen >= TotalCount ? undefined : next;
}
