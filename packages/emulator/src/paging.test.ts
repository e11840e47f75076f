import { describe, expect, it } from 'vitest';
import { byAge, pageByNumber, pageByToken } from './paging.ts';

const items = Array.from({ length: 7 }, (_, i) => ({ id: `ep-${i}`, createdAt: 1000 - (i % 2) }));
const order = ['ep-1', 'ep-3', 'ep-5', 'ep-0', 'ep-2', 'ep-4', 'ep-6'];

describe('pageByToken', () => {
  it('gives every item once, oldest first, and no token at the end', () => {
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = pageByToken(items, byAge, { MaxResults: 3, ...(NextToken && { NextToken }) });
      seen.push(...page.items.map((item) => item.id));
      expect(page).toMatchObject({ MaxResults: 3, TotalCount: 7 });
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(order);
  });

  it('loses nothing when the last item of a page goes before the next is asked for', () => {
    const first = pageByToken(items, byAge, { MaxResults: 3 });
    const left = items.filter((item) => item.id !== 'ep-5');
    const second = pageByToken(left, byAge, { NextToken: first.NextToken ?? '' });
    expect(second.items.map((item) => item.id)).toEqual(['ep-0', 'ep-2', 'ep-4', 'ep-6']);
  });

  it('refuses a token that it never gave and a size out of bounds', () => {
    expect(() => pageByToken(items, byAge, { NextToken: 'ä?' })).toThrow(/NextToken/);
    expect(() => pageByToken(items, byAge, { MaxResults: 0 })).toThrow(/from 1 to 1000/);
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
