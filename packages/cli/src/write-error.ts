import { Failure } from './failure.ts';

/** A file named on the command line that cannot be written. */
export function unwritable(what: string, file: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const [reason, now] = reasons[code] ?? [String(cause), 'Name a file that can be written.'];
  const exit = code === 'ENOSPC' ? 'failed' : 'usage';
  return new Failure({
    code: 'FileUnwritable',
    what: `the ${what} cannot be written: ${reason}`,
    where: file,
    now,
    exit,
    cause,
  });
}

const reasons: Readonly<Record<string, readonly [reason: string, now: string]>> = {
  ENOENT: ['there is no such folder', 'Make the folder, or name a file elsewhere.'],
  ENOTDIR: ['a part of its path is a file', 'Name a file elsewhere.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  EACCES: ['you may not write there', 'Name a file elsewhere.'],
  EPERM: ['you may not write there', 'Name a file elsewhere.'],
  EROFS: ['the file system is read-only', 'Name a file elsewhere.'],
  ENOSPC: ['the disk is full', 'Make room, or name a file elsewhere.'],
};
