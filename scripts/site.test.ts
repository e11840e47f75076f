import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

it('the site is made: every link leads somewhere, and every page is led to', () => {
  const script = path.join(import.meta.dirname, 'site.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(stderr).toMatch(/^\d+ pages with \d+ links/);
  expect(status).toBe(0);
});
