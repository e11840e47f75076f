import { describe, expect, it } from 'vitest';
import { agrees } from './install.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'packages/api': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  },
};

describe('agrees', () => {
  it.each([
    { when: 'all is there', packages: { 'node_modules/zod': { version: '4.6.7' } }, want: true },
    { when: 'a version differs', packages: { 'node_modules/zod': { version: '4.6.6' } }, want: false },
    { when: 'a package is missing', packages: {}, want: false },
    {
      when: 'a package is left over',
      packages: { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/ajv': { version: '8.0.0' } },
      want: false,
    },
  ])('when $when, says $want', ({ packages, want }) => {
    expect(agrees(lock, { packages })).toBe(want);
  });
});
