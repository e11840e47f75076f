import { describe, expect, it } from 'vitest';
import { sameItems } from './same.ts';

interface Item {
  id: string;
  zones: string[];
}

describe('what is read again', () => {
  const before: Item[] = [
    { id: 'a', zones: ['i'] },
    { id: 'b', zones: ['i'] },
  ];
  const keep = sameItems(before, ({ id }) => id);

  it('is the object that it was when it says the same', () => {
    expect(keep({ id: 'a', zones: ['i'] })).toBe(before[0]);
  });

  it.each([
    ['changed deep inside', { id: 'b', zones: ['j'] }],
    ['new', { id: 'c', zones: ['i'] }],
  ])('is itself when it is %s', (_, now) => {
    expect(keep(now)).toBe(now);
  });
});
