import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  ["'abc 123'.find('[0-9]+') == '123'", true],
  ["'abc 123'.find('[0-9]*') == ''", true],
  ["'abc'.find('x') == ''", true],
  ["'123 abc 456'.findAll('[0-9]*') == ['123', '456']", false],
  ["'123 abc 456'.findAll('[0-9]*') == ['123', '', '', '', '', '456']", true],
  ["'123 abc 456'.findAll('[0-9]*') == ['123', '', '', '', '456']", false],
  ["'123 abc 456'.findAll('[0-9]+', 1) == ['123']", true],
  ["'123 abc 456'.findAll('[0-9]+', 0) == []", true],
  ["'123 abc 456'.findAll('[0-9]+', -1) == ['123', '456']", true],
  ["'😀a'.findAll('') == ['', '', '']", true],
  ["'a'.find('(' + '') == 'a'", 'Illegal regex: error parsing regexp: missing closing ): `(`'],
  ["'a'.findAll('(' + '') == ['a']", 'Illegal regex: error parsing regexp: missing closing ): `(`'],
  ["'a'.matches('(' + '')", 'error parsing regexp: missing closing ): `(`'],
];

describe('find and findAll', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
