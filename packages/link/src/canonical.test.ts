import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';

describe('canonical text', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonical({ b: [{ y: 1, x: 2 }], a: 'z' })).toBe(canonical({ a: 'z', b: [{ x: 2, y: 1 }] }));
  });

  it('depends on the order of lists', () => {
    expect(canonical(['a', 'b'])).not.toBe(canonical(['b', 'a']));
  });

  it('takes an undefined field as absent, and tells it from null', () => {
    expect(canonical({ a: undefined })).toBe(canonical({}));
    expect(canonical({ a: null })).not.toBe(canonical({}));
  });

  it('is the same text for the same JSON, and for no other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(canonical(a) === canonical(b)).toBe(same);
        expect(JSON.parse(canonical(a))).toEqual(JSON.parse(JSON.stringify(a)));
      }),
    );
  });
});

/** JSON with its keys in order, by other means than the code under test. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => [key, sorted(field)]);
  return { fields };
}
