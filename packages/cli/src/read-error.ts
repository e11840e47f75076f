import { Failure } from './failure.ts';

/** A file named on the command line that cannot be read. */
export function unreadable(what: string, file: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'you may not read it',
  };
  return new Failure({
    code: 'FileUnreadable',
    what: `the ${what} cannot be read: ${reasons[code] ?? String(cause)}`,
    where: file,
    now: 'Name a file that is there.',
    exit: 'usage',
    cause,
  });
}
