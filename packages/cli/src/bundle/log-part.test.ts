import { describe, expect, it } from 'vitest';
import { endOf } from './log-part.ts';

describe('a log whose beginning is left out', () => {
  it.each([
    ['loses the line that was cut', 'half of a line\nwhole line\n', 'whole line\n'],
    ['loses a private key that had begun', 'AbC\nDeFg==\n-----END PRIVATE KEY-----\nwhole line\n', 'whole line\n'],
    ['loses a Secret that had begun', 'a: 1\n  any: c2VjcmV0\n  other: c2VjcmV0\nwhole line\n', 'whole line\n'],
    [
      'keeps a key that begins later, to be removed whole',
      'x\n-----BEGIN A-----\nB\n-----END A-----\n',
      '-----BEGIN A-----\nB\n-----END A-----\n',
    ],
    ['is empty where nothing is sure', 'abc\ndef', ''],
  ])('%s', (_, text, end) => {
    expect(endOf(text, true)).toBe(end);
  });

  it('is whole where nothing was left out', () => {
    expect(endOf('one\ntwo', false)).toBe('one\ntwo');
  });
});
