/** The two ways of paging (alibaba-cloud-api §1.2). */
import { ApiError } from './errors.ts';

export interface TokenPage<T> {
  readonly items: T[];
  readonly MaxResults: number;
  readonly NextToken: string | undefined;
  readonly TotalCount: number;
}

/**
 * A page by NextToken. The token names the last item of the page before, so that what comes or goes meanwhile shifts nothing. `keyOf`
 * gives each item its place in the order.
 */
export function pageByToken<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  request: { MaxResults?: number; NextToken?: string },
  limits: { most: number; usual: number } = { most: 1000, usual: 50 },
): TokenPage<T> {
  const size = request.MaxResults ?? limits.usual;
  if (size < 1 || size > limits.most) {
    throw new ApiError('IllegalParamFormat.MaxResults', `The parameter MaxResults must be from 1 to ${limits.most}.`);
  }
  const keyed = all.map((item) => ({ key: keyOf(item), item })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const last = request.NextToken ? readToken(request.NextToken) : undefined;
  const rest = last === undefined ? keyed : keyed.filter(({ key }) => key > last);
  const page = rest.slice(0, size);
  const end = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    MaxResults: size,
    NextToken: rest.length > size && end !== undefined ? Buffer.from(end.key).toString('base64url') : undefined,
    TotalCount: all.length,
  };
}

/** The order of creation, then of ids. */
export function byAge(item: { createdAt: number; id: string }): string {
  return `${String(item.createdAt).padStart(15, '0')}/${item.id}`;
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (Buffer.from(key).toString('base64url') !== token) {
    throw new ApiError('IllegalParamFormat.NextToken', 'The parameter NextToken must be the one of the page before.');
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
  if (number < 1) throw new ApiError('InvalidParameter', 'The parameter PageNumber must be at least 1.');
  if (size < 1 || size > most)
    throw new ApiError('InvalidParameter', `The parameter PageSize must be from 1 to ${most}.`);
  return {
    items: all.slice((number - 1) * size, number * size),
    PageNumber: number,
    PageSize: size,
    TotalCount: all.length,
  };
}
