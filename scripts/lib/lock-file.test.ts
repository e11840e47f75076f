import { describe, expect, it } from 'vitest';
import { lockProblems } from './lock-file.mjs';

const sound = { integrity: 'sha512-AA==' };

describe('lockProblems', () => {
  it('finds none in a sound file', () => {
    const packages = {
      '': {},
      'node_modules/@asm-privatelink/api': { link: true, resolved: 'packages/api' },
      'node_modules/a': { ...sound, optionalDependencies: { b: '1', c: '1' } },
      'node_modules/b': sound,
      'node_modules/a/node_modules/c': sound,
    };
    expect(lockProblems({ packages })).toEqual([]);
  });

  it.each([
    { packages: { 'node_modules/a': { ...sound, resolved: 'somewhere' } }, says: /"resolved" names where/ },
    { packages: { 'node_modules/a': {} }, says: /no integrity/ },
    {
      packages: { 'node_modules/a': { ...sound, optionalDependencies: { b: '1' } } },
      says: /optional dependency b has no entry/,
    },
  ])('says $says', ({ packages, says }) => {
    expect(lockProblems({ packages })).toEqual([expect.stringMatching(says)]);
  });
});
