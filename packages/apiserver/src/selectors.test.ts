import { describe, expect, it } from 'vitest';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';

describe('parseLabelSelector', () => {
  const labels = { app: 'a', tier: 'web', count: '5' };
  it.each([
    ['app=a', true],
    ['app==a,tier!=db', true],
    ['app', true],
    ['!app', false],
    ['!other', true],
    ['other!=x', true],
    ['app in (a, b)', true],
    ['app in (b)', false],
    ['app notin (b),other notin (x)', true],
    ['count>4,count<6', true],
    ['count>5', false],
    ['app=', false],
    ['a.b/c=d', false],
  ])('%s', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });

  // The words are those of the real server, 1.36.
  it.each([
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a===b', "unable to parse requirement: found '=', expected: identifier"],
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a,,b', "found ',', expected: identifier after ','"],
    ['a,', "found '', expected: identifier after ','"],
    [',a', "found ',', expected: !, identifier, or 'end of string'"],
    [
      'a>b',
      "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])('refuses %s', (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });
});

describe('parseFieldSelector', () => {
  it('matches by equality, inequality, and all terms', () => {
    const { matches } = parseFieldSelector('metadata.name=a,type!=b', ['metadata.name', 'type']);
    expect(matches({ 'metadata.name': 'a', type: 'c' })).toBe(true);
    expect(matches({ 'metadata.name': 'a', type: 'b' })).toBe(false);
  });

  it('refuses fields that cannot be asked for, and what is no selector', () => {
    expect(() => parseFieldSelector('foo=b', ['metadata.name'])).toThrow('field label not supported: foo');
    expect(() => parseFieldSelector('foo', ['foo'])).toThrow("invalid selector: 'foo'; can't understand 'foo'");
  });
});
