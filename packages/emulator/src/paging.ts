/** The two ways of paging (alibaba-cloud-api §1.2). */
import { BadParameter } from './errors.ts';

export interface TokenPage<T> {
  readonly items: T[];
  readonly MaxResults: number;
  readonly NextToken: string | undefined;
  readonly TotalCount: number;
}

export interface TokenRequest {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export interface PageLimits {
  readonly most: number;
  readonly usual: number;
}

const USUAL: PageLimits = { most: 1000, usual: 50 };
/** Of the resources, users and security groups of PrivateLink (alibaba-cloud-api §1.2). */
export const SHORT: PageLimits = { most: 50, usual: 50 };

/**
 * A page by NextToken. The token names the last item of the page before, so that what comes or goes meanwhile shifts nothing. `keyOf`
 * gives each item its place in the order.
 */
export function pageByToken<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  request: TokenRequest,
  limits: PageLimits = USUAL,
): TokenPage<T> {
  const size = sizeOf(request, limits);
  const keyed = all.map((item) => ({ key: keyOf(item), item })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const last = request.NextToken ? readToken(request.NextToken) : undefined;
  const rest = last === undefined ? keyed : keyed.filter(({ key }) => key > last);
  const page = rest.slice(0, size);
  const end = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    MaxResults: size,
    NextToken: rest.length > size && end !== undefined ? writeToken(end.key) : undefined,
    TotalCount: all.length,
  };
}

interface Aged {
  readonly id: string;
  readonly createdAt: number;
}

/** As `pageByToken`, of things that stand in order of creation, as in the world's maps: no sorting, no keys for what is not shown. */
export function pageByAge<T extends Aged>(
  all: readonly T[],
  request: TokenRequest,
  limits: PageLimits = USUAL,
): TokenPage<T> {
  const size = sizeOf(request, limits);
  const start = request.NextToken ? resume(all, readToken(request.NextToken)) : 0;
  const items = all.slice(start, start + size);
  const end = items.at(-1);
  const more = start + size < all.length && end !== undefined;
  return {
    items,
    MaxResults: size,
    NextToken: more ? writeToken(`${end.createdAt}/${end.id}`) : undefined,
    TotalCount: all.length,
  };
}

/** Behind the last item of the page before; if that has gone, at those of its age: rather twice than never. */
function resume(all: readonly Aged[], last: string): number {
  const [createdAt = '', id] = last.split('/', 2);
  const from = all.findIndex((item) => item.createdAt >= Number(createdAt));
  if (from === -1) return all.length;
  const found = all.findIndex((item, i) => i >= from && item.id === id);
  return found === -1 ? from : found + 1;
}

function sizeOf({ MaxResults }: TokenRequest, { most, usual }: PageLimits): number {
  const size = MaxResults ?? usual;
  if (size >= 1 && size <= most) return size;
  throw new BadParameter('MaxResults', `The parameter MaxResults must be from 1 to ${most}.`);
}

/** What tells a token of ours from any other text. */
const MARK = 'after ';

function writeToken(key: string): string {
  return Buffer.from(`${MARK}${key}`).toString('base64url');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  const key = text.slice(MARK.length);
  if (!text.startsWith(MARK) || writeToken(key) !== token) {
    throw new BadParameter('NextToken', 'The parameter NextToken must be the one of the page before.');
  }
  return key;
}

export interface NumberPage<T> {
  readonly items: T[];
  readonly PageNumber: number;
  readonly PageSize: number;
  readonly TotalCount: number;
}

/** A page by number, from 1. */
export function pageByNumber<T>(
  all: readonly T[],
  request: { PageNumber?: number; PageSize?: number },
  most: number,
): NumberPage<T> {
  const number = request.PageNumber ?? 1;
  const size = request.PageSize ?? 10;
  if (number < 1) throw new BadParameter('PageNumber', 'The parameter PageNumber must be at least 1.');
  if (size < 1 || size > most) {
    throw new BadParameter('PageSize', `The parameter PageSize must be from 1 to ${most}.`);
  }
  return {
    items: all.slice((number - 1) * size, number * size),
    PageNumber: number,
    PageSize: size,
    TotalCount: all.length,
  };
}

interface EitherRequest extends TokenRequest {
  readonly PageNumber?: number;
  readonly PageSize?: number;
}

/** A page by token when MaxResults or NextToken is given, else by number: ECS has both ways in one action. Of things in order of creation. */
export function pageEitherWay<T extends Aged>(all: readonly T[], request: EitherRequest, most: number) {
  if (request.MaxResults === undefined && !request.NextToken) {
    return { ...pageByNumber(all, request, most), NextToken: undefined };
  }
  const { items, NextToken, TotalCount } = pageByAge(all, request, { most, usual: 10 });
  return { items, NextToken, PageNumber: undefined, PageSize: undefined, TotalCount };
}
