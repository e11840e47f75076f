import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tar } from './tar.ts';

const bytes = (length: number) => Buffer.alloc(length, 'x');

describe('a tar archive', () => {
  it('is read by the tar of this machine, whatever the sizes', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tar-test-'));
    try {
      const files = [0, 1, 511, 512, 513, 100_000].map((size) => ({ name: `a/${size}.txt`, bytes: bytes(size) }));
      const made = tar(files, 1_700_000_000);
      expect(made.length % 512).toBe(0);
      const { status, stderr } = spawnSync('tar', ['-xf', '-', '-C', folder], { input: made, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      for (const file of files) expect(readFileSync(path.join(folder, file.name))).toEqual(file.bytes);
      const listed = spawnSync('tar', ['-tvf', '-'], {
        input: made,
        encoding: 'utf8',
        env: { TZ: 'UTC', PATH: process.env['PATH'] },
      });
      expect(listed.stdout).toMatch(/^-rw------- 0\/0 +0 2023-11-14 22:13 a\/0\.txt$/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses a name that it could only cut', () => {
    expect(() => tar([{ name: 'n'.repeat(101), bytes: bytes(1) }], 0)).toThrow(RangeError);
  });
});
