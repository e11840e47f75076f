import { describe, expect, it } from 'vitest';
import { describe as describeIn, NOWHERE, type Problem, roomOfSchema } from './display.ts';

const display = (source: string, problems: Problem[]): string => describeIn(source, problems, roomOfSchema());

// As a real 1.36 server writes them.
describe('the problems of an expression', () => {
  it('stand in the order of their places, each with its line and a mark', () => {
    const problems = [
      { at: 4, what: 'second' },
      { at: 0, what: 'first' },
      { at: NOWHERE, what: 'as a whole' },
    ];
    expect(display('a &&\n\t$', [...problems, { at: 6, what: 'third' }])).toBe(
      [
        'ERROR: <input>:-1:0: as a whole',
        'ERROR: <input>:1:1: first\n | a &&\n | ^',
        'ERROR: <input>:1:5: second\n | a &&\n | ....^',
        'ERROR: <input>:2:2: third\n |  $\n | .^',
      ].join('\n'),
    );
  });

  it('when letters are wide, have wide marks and are counted in code points', () => {
    expect(display('é😀中', [{ at: 3, what: 'wide' }])).toBe('ERROR: <input>:1:3: wide\n | é😀中\n | ．．＾');
    expect(display('é😀x', [{ at: 3, what: 'narrow' }])).toBe('ERROR: <input>:1:3: narrow\n | é😀x\n | ．．^');
  });

  it('when a line is long, do not show it', () => {
    expect(display(`x${'é'.repeat(8_192)}`, [{ at: 1, what: 'far' }])).toBe('ERROR: <input>:1:2: far');
  });

  it('when there are many, are counted', () => {
    const told = display('x', Array(102).fill({ at: 0, what: 'wrong' })).split('\n');
    expect(told).toHaveLength(301);
    expect(told.at(-1)).toBe('2 more errors were truncated');
  });

  it('when no room is left, are told by the first alone', () => {
    const problems = Array.from({ length: 5 }, (_, at) => ({ at, what: 'wrong' }));
    const room = { told: 40, asked: 0 };
    expect(describeIn('x'.repeat(10), problems, room)).toMatch(/1:4: wrong\n[^]*\n1 more errors were truncated$/);
    expect(describeIn('x'.repeat(10), problems, room)).toMatch(
      /^ERROR: <input>:1:1: [^]*\n4 more errors were truncated$/,
    );
  });
});
