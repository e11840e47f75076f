import { describe, expect, it } from 'vitest';
import { timeProblem, wholeSeconds } from './go-time.ts';

// The words are those that Go 1.26's time.Parse gives for the same text.
describe('timeProblem', () => {
  it.each([['2024-02-29T23:59:59Z'], ['2024-01-01T00:00:00.5+08:00']])('finds nothing wrong with %s', (value) => {
    expect(timeProblem('time', value)).toBeUndefined();
  });

  it.each([
    ['time', 'yesterday', 'as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"'],
    ['time', '2024-1-01T00:00:00Z', 'as "2006-01-02T15:04:05Z07:00": cannot parse "1-01T00:00:00Z" as "01"'],
    ['time', '2024-01-01', 'as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"'],
    ['time', '2024-13-01T00:00:00Z', ': month out of range'],
    ['time', '2023-02-29T00:00:00Z', ': day out of range'],
    ['time', '2024-01-01T00:00:00+25:00', ': time zone offset hour out of range'],
    ['time', '2024-01-01T00:00:00Zx', ': extra text: "x"'],
    ['microTime', '2024-01-01T00:00:00Z', 'as "2006-01-02T15:04:05.000000Z07:00": cannot parse "Z" as ".000000"'],
    [
      'microTime',
      '2024-01-01T00:00:00.1234567Z',
      'as "2006-01-02T15:04:05.000000Z07:00": cannot parse "7Z" as "Z07:00"',
    ],
  ] as const)('says as Go does what is wrong with the %s %s', (kind, value, problem) => {
    const separator = problem.startsWith(':') ? '' : ' ';
    expect(timeProblem(kind, value)).toBe(`parsing time "${value}"${separator}${problem}`);
  });
});

describe('wholeSeconds', () => {
  it.each([
    ['2024-01-01T00:00:00.999Z', '2024-01-01T00:00:00Z'],
    ['2024-01-01T00:30:00+08:00', '2023-12-31T16:30:00Z'],
    ['2024-01-01T00:00:00-24:60', '2024-01-02T01:00:00Z'],
  ])('keeps %s as %s', (value, kept) => {
    expect(wholeSeconds(value)).toBe(kept);
  });
});
