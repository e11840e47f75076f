import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { supportedNode } from './node-version.mjs';

it.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
  ['26.10.0', true],
])('Node %s is supported: %s', (version, want) => {
  expect(supportedNode(version)).toBe(want);
});

it('says the same as engines in package.json', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24.0.0');
});
