import path from 'node:path';
import { expect, it } from 'vitest';
import { readAssets } from '../../packages/console/src/server/assets.ts';

it('everything that the first page needs is less than 150 KB compressed', () => {
  const assets = readAssets(path.resolve('dist/console-pages'));
  expect([...assets.keys()].sort()).toEqual(['/', '/icon.svg', '/main.css', '/main.js']);
  expect([...assets.values()].reduce((sum, { gzip }) => sum + gzip.length, 0)).toBeLessThan(150_000);
});
