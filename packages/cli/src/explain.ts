/** Any error as a person needs it: what is wrong, where, what to do now. Loaded only when there is one. */
import { isCloudError } from '@asm-privatelink/cloud';
import { ScenarioError } from '@asm-privatelink/emulator';
import { isKubeError, KubeconfigError } from '@asm-privatelink/operator';
import { exitCodes, Failure } from './failure.ts';
import type { Style } from './style.ts';

export interface Explanation {
  readonly code: string;
  readonly what: string;
  readonly where?: string | undefined;
  readonly now?: string | undefined;
  readonly exitCode: number;
}

/** Sorts by class and code, never by the text of a message. */
export function explain(error: unknown): Explanation {
  const { failed, usage } = exitCodes;
  if (error instanceof Failure) {
    const { code, message: what, where, now, exitCode } = error;
    return { code, what, where, now, exitCode };
  }
  if (error instanceof ScenarioError) {
    const now = 'Correct the file. "asmpvl cloud --print-scenario" prints one that works.';
    return { code: error.code, what: error.message, now, exitCode: usage };
  }
  if (error instanceof KubeconfigError) return { code: error.code, what: error.message, exitCode: usage };
  if (isKubeError(error)) {
    const what = 'the Kubernetes API server refused or did not answer';
    return { code: error.reason, what, where: error.message, now: remedyOf(error.status), exitCode: failed };
  }
  if (isCloudError(error)) {
    const where = error.requestId === undefined ? error.message : `${error.message} (request ${error.requestId})`;
    return {
      code: error.code,
      what: 'a call to the cloud failed',
      where,
      now: cloudRemedy[error.kind],
      exitCode: failed,
    };
  }
  return system(error) ?? { code: 'InternalError', what: messageOf(error), now: reportIt, exitCode: failed };
}

/** The lines of an explanation, for standard error. */
export function explanationLines({ code, what, where, now }: Explanation, style: Style): string[] {
  const [first, ...more] = what.split('\n');
  return [
    `${style.red('asmpvl:')} ${first} ${style.dim(`[${code}]`)}`,
    ...more,
    ...(where === undefined ? [] : [`  where: ${indent(where, '         ')}`]),
    ...(now === undefined ? [] : [`  now:   ${indent(now, '         ')}`]),
  ];
}

const reportIt = 'This is a mistake of asmpvl: please report it, with the output of the same command with --verbose.';

const cloudRemedy = {
  retry: 'It should pass by itself: try again.',
  throttled: 'The cloud asks for fewer calls: wait a little and try again.',
  person: 'Change what the message names; nothing else will help.',
  gone: 'The object is not there any more: look again.',
  bug: reportIt,
} as const;

function remedyOf(status: number): string | undefined {
  if (status === 0) return 'Check that the server of the kubeconfig runs and can be reached from here.';
  if (status === 401 || status === 403) return 'Use a kubeconfig whose user may do this.';
  return status === 400 || status === 422 ? 'Correct the field that the message names.' : undefined;
}

/** What Node says when the machine refuses. */
function system(error: unknown): Explanation | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const now = systemRemedy[error.code];
  return now === undefined ? undefined : { code: error.code, what: error.message, now, exitCode: exitCodes.failed };
}

const systemRemedy: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program listens there: end it, or choose another port (0 takes any that is free).',
  EADDRNOTAVAIL: 'This machine has no such address: choose another.',
  EACCES: 'You may not do that here: choose another path, or a port above 1023.',
  EPERM: 'You may not do that here: choose another path.',
  ENOENT: 'Check the path.',
  ENOTDIR: 'Check the path: a part of it is a file.',
  EISDIR: 'Name a file, not a folder.',
  EROFS: 'The file system is read-only: choose another path.',
  ENOSPC: 'The disk is full.',
  EMFILE: 'Too many open files: raise the limit (ulimit -n), or use a smaller scenario.',
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function indent(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}
