/** Any error as a person needs it: what is wrong, where, what to do now. Loaded only when there is one. */
import { isCloudError } from '@asm-privatelink/cloud';
import { ScenarioError } from '@asm-privatelink/emulator';
import { isKubeError, KubeconfigError, type KubeError } from '@asm-privatelink/operator';
import { exitCodes } from './exit-codes.ts';
import { explainCloud } from './explain-cloud.ts';
import type { Explanation } from './explanation.ts';
import { Failure } from './failure.ts';
import type { Style } from './terminal/style.ts';

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
  if (error instanceof KubeconfigError) {
    const now =
      'Name one that works with --kubeconfig (and --context), or set KUBECONFIG; "kubectl config view" shows what is read.';
    return { code: error.code, what: error.message, now, exitCode: usage };
  }
  if (isKubeError(error)) return explainKube(error);
  if (isCloudError(error)) return explainCloud(error);
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

const reportIt = 'This is a mistake of asmpvl: please report it, with the output of the same command with --debug.';

function explainKube({ reason: code, status, message: where, cause }: KubeError): Explanation {
  const { failed, noAccess, noAnswer } = exitCodes;
  if (status === 0) {
    const refused = cause instanceof Error && 'code' in cause ? systemCode(cause.code) : undefined;
    const now = refused ?? 'Check that the server of the kubeconfig runs and can be reached from here.';
    return { code, what: 'the Kubernetes API server did not answer', where, now, exitCode: noAnswer };
  }
  if (status === 401) {
    const what = 'the Kubernetes API server does not take these credentials: they are wrong, or ran out';
    return {
      code,
      what,
      where,
      now: 'Get a new kubeconfig, or name another with --kubeconfig or --context.',
      exitCode: noAccess,
    };
  }
  if (status === 403) {
    const what = 'the user of the kubeconfig may not do this';
    return {
      code,
      what,
      where,
      now: 'Use a kubeconfig whose user may, or have the role given to it.',
      exitCode: noAccess,
    };
  }
  const now = status === 400 || status === 422 ? 'Correct the field that the message names.' : undefined;
  return { code, what: 'the Kubernetes API server refused', where, now, exitCode: failed };
}

/** What Node says of a connection to a server whose certificate it does not trust. */
function systemCode(code: unknown): string | undefined {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'The certificate of the server is not from the CA of the kubeconfig: get a new kubeconfig.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'The certificate of the server has another name: correct the server in the kubeconfig.';
    default:
      return undefined;
  }
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
