import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

describe('withLock', () => {
  let folder = '';
  let lock = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
    lock = path.join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds the lock during the work and leaves nothing behind', () => {
    expect(withLock(lock, () => existsSync(lock))).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets go when the work throws', () => {
    expect(() =>
      withLock(lock, () => {
        throw new Error('boom');
      }),
    ).toThrow('boom');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    { owner: 'a process that has ended', content: () => String(spawnSync('true').pid) },
    { owner: 'nobody (a broken file)', content: () => 'x' },
  ])('takes over the lock of $owner', ({ content }) => {
    writeFileSync(lock, content());
    expect(withLock(lock, () => 'done')).toBe('done');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets one process in at a time, even past a lock left by a dead one', async () => {
    writeFileSync(lock, String(spawnSync('true').pid));
    const inside = path.join(folder, 'inside');
    const program = `
      import { rmdirSync, mkdirSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(new URL('lock.mjs', import.meta.url).href)};
      for (let i = 0; i < 20; i++) withLock(${JSON.stringify(lock)}, () => {
        mkdirSync(${JSON.stringify(inside)}); // throws while another is inside
        rmdirSync(${JSON.stringify(inside)});
      });`;
    const racers = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' }),
    );
    const ends = await Promise.all(racers.map((racer) => once(racer, 'exit')));
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
