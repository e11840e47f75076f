/** An end that a person can do something about. */

export interface FailureFields {
  /** Stable; scripts may match it. */
  readonly code: string;
  /** What is wrong. */
  readonly what: string;
  /** On which object, field or file. */
  readonly where?: string | undefined;
  /** What to do now. */
  readonly now?: string | undefined;
  readonly usage?: boolean;
  readonly cause?: unknown;
}

/** Exit codes are API: 0 it worked, 1 it did not, 2 it was asked wrongly; 128 + n ended by signal n. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: string;
  readonly where: string | undefined;
  readonly now: string | undefined;
  readonly exitCode: number;

  constructor({ code, what, where, now, usage = false, cause }: FailureFields) {
    super(what, { cause });
    this.code = code;
    this.where = where;
    this.now = now;
    this.exitCode = usage ? exitCodes.usage : exitCodes.failed;
  }
}
