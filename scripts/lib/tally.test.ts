import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastLine, skippedNames, tally, verdict } from './tally.mjs';
import { root } from './workspace.mjs';

const test = (state: string) => ({ fullName: `a test that is ${state}`, result: () => ({ state }) });
const file = (states: string[], errors = 0) => ({
  moduleId: path.join(root, 'packages/a.test.ts'),
  errors: () => Array.from({ length: errors }, () => 'broken'),
  children: { allTests: () => states.map(test) },
});

describe('tally', () => {
  it.each([
    { when: 'all pass', modules: [file(['passed', 'passed'])], unhandled: 0, want: '2 passed, 0 failed, 0 skipped' },
    { when: 'a file cannot be loaded', modules: [file([], 1)], unhandled: 0, want: '0 passed, 1 failed, 0 skipped' },
    { when: 'a test never ended', modules: [file(['pending'])], unhandled: 0, want: '0 passed, 1 failed, 0 skipped' },
    { when: 'an error is nobody’s', modules: [file(['passed'])], unhandled: 1, want: '1 passed, 1 failed, 0 skipped' },
    {
      when: 'some are skipped',
      modules: [file(['skipped', 'passed'])],
      unhandled: 0,
      want: '1 passed, 0 failed, 1 skipped',
    },
  ])('when $when, says "$want"', ({ modules, unhandled, want }) => {
    expect(lastLine(tally(modules, unhandled))).toBe(want);
  });

  it('names what was skipped', () => {
    expect(skippedNames([file(['passed', 'skipped'])])).toEqual(['packages/a.test.ts > a test that is skipped']);
  });
});

describe('verdict', () => {
  it.each([
    { counts: { passed: 1, failed: 0, skipped: 1 }, noSkips: true, want: /^1 skipped/ },
    { counts: { passed: 5, failed: 1, skipped: 0 }, noSkips: false, want: /^1 failed/ },
    { counts: { passed: 0, failed: 0, skipped: 0 }, noSkips: false, want: /^no test ran/ },
  ])('of $counts with noSkips $noSkips is $want', ({ counts, noSkips, want }) => {
    expect(verdict(counts, noSkips)).toMatch(want);
  });

  it.each([
    { counts: { passed: 1, failed: 0, skipped: 1 }, noSkips: false },
    { counts: { passed: 1, failed: 0, skipped: 0 }, noSkips: true },
  ])('of $counts with noSkips $noSkips is good', ({ counts, noSkips }) => {
    expect(verdict(counts, noSkips)).toBeUndefined();
  });
});
