import { describe, expect, it } from 'vitest';
import { wantsColour } from './style.ts';

const write = () => true;

describe('colour', () => {
  it.each([
    ['on a terminal', true, {}, true],
    ['not into a pipe', false, {}, false],
    ['not against NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', true, { NO_COLOR: '' }, true],
    ['NO_COLOR goes before FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['not on a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('%s', (_, isTTY, env, expected) => {
    expect(wantsColour({ write, isTTY }, env)).toBe(expected);
  });
});
