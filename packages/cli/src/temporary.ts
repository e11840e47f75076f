/** Files for as long as the process lives, and those that a person has asked to keep. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Folder {
  /** Absolute. */
  readonly path: string;
  /** Writes a file that only its owner can read; answers its absolute path. */
  write(name: string, text: string): string;
  /** Removes the folder if it is a temporary one. Twice does no harm. */
  close(): void;
}

/** A folder that stays, made if it is not there; without a path a temporary one, gone at the latest when the process ends. */
export function openFolder(given: string | undefined): Folder {
  const temporary = given === undefined;
  const folder = temporary ? mkdtempSync(path.join(tmpdir(), 'asmpvl-')) : path.resolve(given);
  if (!temporary) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (temporary) process.once('exit', remove);
  return {
    path: folder,
    write: (name, text) => writeSecret(path.join(folder, name), text),
    close() {
      if (!temporary) return;
      process.off('exit', remove);
      remove();
    },
  };
}

/** Writes a file that only its owner can read, and answers its absolute path. */
export function writeSecret(file: string, text: string): string {
  const absolute = path.resolve(file);
  writeFileSync(absolute, text, { mode: 0o600 });
  // The mode above counts only for a file that was not there before.
  chmodSync(absolute, 0o600);
  return absolute;
}
