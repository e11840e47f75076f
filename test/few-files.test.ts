/** The emulated cloud in a process that may open few files, as the system really has it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { meshOf } from '@asm-privatelink/emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';

/** The program starts in a second; on a busy machine in many. */
const LIMIT_MS = 120_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'asmpvl-few-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === 'win32')('asmpvl cloud with fewer open files than it has listeners', () => {
  it(
    'says what to raise, and ends',
    () => {
      const scenario = path.join(folder, 'many.yaml');
      writeFileSync(scenario, stringify(meshOf(20, 20)));
      const command = ['dist/asmpvl.js', 'cloud', '--scenario', scenario];
      const shell = ['-c', 'ulimit -n 40 && exec "$0" "$@"', process.execPath, ...command];
      const { status, stdout, stderr } = spawnSync('sh', shell, { encoding: 'utf8', timeout: LIMIT_MS });
      // Which of its parts comes too late for a file is not always the same one.
      expect(stderr).toMatch(/^asmpvl: .*too many open files.* \[EMFILE\]$/m);
      expect(stderr).toContain('now:   Too many open files: raise the limit (ulimit -n), or use a smaller scenario.');
      expect(stderr).not.toContain('mistake of asmpvl');
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    },
    LIMIT_MS,
  );
});
