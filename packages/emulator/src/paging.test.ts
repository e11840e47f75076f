import { describe, expect, it } from 'vitest';
import { pageByAge, pageByNumber, pageByToken, type TokenRequest } from './paging.ts';

const items = Array.from({ length: 7 }, (_, i) => ({ id: `ep-${i}`, createdAt: 1000 + Math.floor(i / 3) }));

/** Each way of paging, over the same items. */
const ways = {
  pageByToken: (all: typeof items, request: TokenRequest) => pageByToken(all, (item) => item.id, request),
  pageByAge: (all: typeof items, request: TokenRequest) => pageByAge(all, request),
};

describe.each(Object.entries(ways))('%s', (_name, page) => {
  it('gives every item once, oldest first, and no token at the end', () => {
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const answer = page(items, { MaxResults: 3, ...(NextToken && { NextToken }) });
      seen.push(...answer.items.map((item) => item.id));
      expect(answer).toMatchObject({ MaxResults: 3, TotalCount: 7 });
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(items.map((item) => item.id));
  });

  it('loses nothing when items go before the next page is asked for', () => {
    for (const gone of [['ep-2'], ['ep-0', 'ep-2'], ['ep-0', 'ep-1', 'ep-2'], ['ep-1', 'ep-3']]) {
      const first = page(items, { MaxResults: 3 });
      const left = items.filter((item) => !gone.includes(item.id));
      const second = page(left, { NextToken: first.NextToken ?? '' });
      const seen = new Set([...first.items, ...second.items].map((item) => item.id));
      expect([...seen].sort()).toEqual(expect.arrayContaining(left.map((item) => item.id)));
    }
  });

  it('ends when all that was left has gone', () => {
    const first = page(items, { MaxResults: 6 });
    expect(page(items.slice(0, 6), { NextToken: first.NextToken ?? '' })).toMatchObject({
      items: [],
      NextToken: undefined,
    });
  });

  it('refuses a token that it never gave and a size out of bounds', () => {
    for (const NextToken of ['ä?', 'garbage', '0', 'MTAwMC9lcC0x']) {
      expect(() => page(items, { NextToken }), NextToken).toThrow(/NextToken/);
    }
    expect(() => page(items, { MaxResults: 0 })).toThrow(/from 1 to 1000/);
  });
});

describe('pageByToken', () => {
  it('orders by the keys it is given', () => {
    const { items: sorted } = pageByToken(['b', 'c', 'a'], (key) => key, {});
    expect(sorted).toEqual(['a', 'b', 'c']);
  });
});

describe('pageByNumber', () => {
  it('counts pages from 1, ten to a page', () => {
    expect(pageByNumber(items, { PageNumber: 2, PageSize: 5 }, 50)).toMatchObject({
      items: items.slice(5),
      TotalCount: 7,
    });
    expect(pageByNumber(items, {}, 50).PageSize).toBe(10);
    expect(() => pageByNumber(items, { PageSize: 51 }, 50)).toThrow(/from 1 to 50/);
  });
});
