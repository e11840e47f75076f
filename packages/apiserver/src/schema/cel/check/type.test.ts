import { describe, expect, it } from 'vitest';
import { isSame, parseType, show } from './type.ts';

const shownAs = new Map([['Object1', 'selfType1.spec']]);

describe('a type', () => {
  it.each([
    ['list<map<string, list<Object1>>>', 'list(map(string, list(selfType1.spec)))'],
    ['optional<google.protobuf.Timestamp>', 'optional_type(timestamp)'],
    ['type<type<A>>', 'type(type(A))'],
    ['net.IP', 'net.IP'],
  ])('%s is shown as the server shows it', (text, shown) => {
    expect(show(parseType(text), shownAs)).toBe(shown);
  });

  it('is the same as another one that is made of the same', () => {
    expect(isSame(parseType('map<string, list<int>>'), parseType('map<string, list<int>>'))).toBe(true);
    expect(isSame(parseType('map<string, list<int>>'), parseType('map<string, list<uint>>'))).toBe(false);
    expect(isSame(parseType('Object1'), parseType('Object2'))).toBe(false);
  });
});
