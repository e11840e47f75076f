import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../testing/outcome.ts';

/** As the server of custom resources 1.36.4 says it. */
const outcomes: readonly [rule: string, outcome: boolean | string][] = [
  [
    "isSemver('1.2.3') && isSemver('1.2.3-a.1+b.c') && !isSemver('v1.2.3') && !isSemver('1.2') && !isSemver('01.2.3') && !isSemver('1.2.3-01') && isSemver('v1.2', true) && isSemver('01.02', true) && isSemver('1', true) && !isSemver('1.2-a', true) && isSemver('v01.02.03-a', true)",
    true,
  ],
  ["semver('').major() == 1", 'Version string empty'],
  ["semver('1').major() == 1", 'No Major.Minor.Patch elements found'],
  ["semver('a.2.3').major() == 1", 'Invalid character(s) found in major number "a"'],
  ["semver('01.2.3').major() == 1", 'Major number must not contain leading zeroes "01"'],
  ["semver('1.02.3').major() == 1", 'Minor number must not contain leading zeroes "02"'],
  ["semver('1.2.03').major() == 1", 'Patch number must not contain leading zeroes "03"'],
  ["semver('1..3').major() == 1", 'strconv.ParseUint: parsing "": invalid syntax'],
  ["semver('1.2.').major() == 1", 'strconv.ParseUint: parsing "": invalid syntax'],
  ["semver('1.2.3-').major() == 1", 'Prerelease is empty'],
  ["semver('1.2.3-01').major() == 1", 'Numeric PreRelease version must not contain leading zeroes "01"'],
  ["semver('1.2.3-a_b').major() == 1", 'Invalid character(s) found in prerelease "a_b"'],
  ["semver('1.2.3+').major() == 1", 'Build meta data is empty'],
  ["semver('1.2.3+a_b').major() == 1", 'Invalid character(s) found in build meta data "a_b"'],
  ["semver('1.2.3+a+b').major() == 1", 'Invalid character(s) found in build meta data "a+b"'],
  ["semver('1.2.3.4').major() == 1", 'Invalid character(s) found in patch number "3.4"'],
  ["semver('1.2.3+a-b').major() == 1", true],
  [
    "semver('99999999999999999999.2.3').major() == 1",
    'strconv.ParseUint: parsing "99999999999999999999": value out of range',
  ],
  ["semver('18446744073709551615.2.3').major() == -1", true],
  ["semver('1.2-a', true).major() == 1", 'short version cannot contain PreRelease/Build meta data'],
  ["semver('v', true).major() == 1", 'strconv.ParseUint: parsing "": invalid syntax'],
  ["semver('vv1', true).major() == 1", 'Invalid character(s) found in major number "0v1"'],
  ["semver('00.1', true).major() == 0", true],
  ["semver('1.2.00', true).patch() == 0", true],
  ["semver('1.2.003-a', true).patch() == 3", true],
  ["semver('1.2.00-a', true).patch() == 0", true],
  ["semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3').patch() == 3", true],
  [
    "semver('1.2.3') == semver('1.2.3+x') && semver('1.2.3').compareTo(semver('1.2.4')) == -1 && semver('1.10.0').isGreaterThan(semver('1.9.0')) && semver('1.0.0-a').isLessThan(semver('1.0.0')) && semver('1.0.0-1').isLessThan(semver('1.0.0-a')) && semver('1.0.0-a').isLessThan(semver('1.0.0-a.1')) && semver('1.0.0-2').isLessThan(semver('1.0.0-10'))",
    true,
  ],
  ["semver('1.2.a', true).major() == 1", 'Invalid character(s) found in patch number "a"'],
  ["semver('1.2.+x', true).major() == 1", true],
  ["semver('1..', true).major() == 1", 'strconv.ParseUint: parsing "": invalid syntax'],
  ["semver('00-a.1.1', true).major() == 0", 'Invalid character(s) found in major number "0-a"'],
];

describe('semver', () => {
  it.each(outcomes)('%s', (rule, outcome) => {
    expect(outcomeOf(rule)).toBe(outcome);
  });
});
