/** A file that only its owner can read, and that takes the place of no other unless that is wished. */
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { unwritable } from '../write-error.ts';

/** @throws Failure when something is there */
export function checkFree(file: string): void {
  if (existsSync(file)) throw taken(file);
}

/** @throws Failure when something is there, without `force`, or when it cannot be written */
export async function save(file: string, bytes: Uint8Array, force: boolean): Promise<void> {
  const mode = 0o600;
  if (!force) {
    await writeFile(file, bytes, { mode, flag: 'wx' }).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === 'EEXIST'
        ? taken(file)
        : unwritable('bundle', file, error);
    });
    return;
  }
  // Whole or not at all, and with the mode of a new file.
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${crypto.randomUUID()}`);
  try {
    await writeFile(beside, bytes, { mode, flag: 'wx' });
    await rename(beside, file);
  } catch (error) {
    throw unwritable('bundle', file, error);
  } finally {
    await rm(beside, { force: true });
  }
}

function taken(file: string): Failure {
  return new Failure({
    code: 'FileExists',
    what: 'the bundle is not written: there is such a file already',
    where: file,
    now: 'Choose another name, or write over it with --force.',
    exit: 'usage',
  });
}
